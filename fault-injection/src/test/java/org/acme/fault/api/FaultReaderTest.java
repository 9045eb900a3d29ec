package org.acme.fault.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.acme.chassis.problem.FieldError;
import org.acme.fault.kind.CorruptedResponse;
import org.acme.fault.kind.Crash;
import org.acme.fault.kind.ErrorAnswer;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.kind.Flapping;
import org.acme.fault.kind.Hang;
import org.acme.fault.kind.Latency;
import org.acme.fault.kind.Reset;
import org.acme.fault.kind.SlowBody;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.RequestMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultReaderTest {

    private final FaultReader reader = new FaultReader(Duration.ofHours(1));

    @Test
    void read_everyField_isKept() throws Exception {
        FaultSpec spec =
                read(
                        """
                        {"kind":"latency","delay":"3s","jitter":"500ms","probability":0.5,
                         "match":{"method":"post","path":"/charges","headers":{"X-Lane":"a"}},
                         "duration":"PT2M","limit":100,"seed":42}
                        """);

        assertThat(spec.fault())
                .isEqualTo(new Latency(Duration.ofSeconds(3), Duration.ofMillis(500)));
        assertThat(spec.match().method()).isEqualTo("POST");
        assertThat(spec.match().describe())
                .containsEntry("path", "/charges")
                .containsKey("headers");
        assertThat(spec.probability()).isEqualTo(0.5);
        assertThat(spec.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(spec.limit()).isEqualTo(100);
        assertThat(spec.seed()).isEqualTo(42);
    }

    @Test
    void read_nothingButTheKind_hasDefaults() throws Exception {
        FaultSpec spec = read("{\"kind\":\"hang\"}");

        assertThat(spec.fault()).isEqualTo(new Hang(false));
        assertThat(spec.match()).isEqualTo(RequestMatch.EVERYTHING);
        assertThat(spec.probability()).isEqualTo(1);
        assertThat(spec.duration()).isEqualTo(Duration.ofSeconds(60));
        assertThat(spec.limit()).isNull();
    }

    @Test
    void read_otherKinds_areKnown() throws Exception {
        assertThat(read("{'kind':'hang','then':'proceed'}").fault()).isEqualTo(new Hang(true));
        assertThat(read("{'kind':'reset'}").fault()).isEqualTo(new Reset());
        assertThat(read("{'kind':'error'}").fault()).isEqualTo(new ErrorAnswer(503, null));
        assertThat(read("{'kind':'error','status':429,'retryAfter':'2s'}").fault())
                .isEqualTo(new ErrorAnswer(429, Duration.ofSeconds(2)));
    }

    @Test
    void read_kindsOfAnswersAndLoad_areKnown() throws Exception {
        assertThat(read("{'kind':'lost-response'}").fault())
                .isEqualTo(new CorruptedResponse(FaultKind.LOST_RESPONSE));
        assertThat(read("{'kind':'malformed'}").fault())
                .isEqualTo(new CorruptedResponse(FaultKind.MALFORMED));
        assertThat(read("{'kind':'truncated'}").fault())
                .isEqualTo(new CorruptedResponse(FaultKind.TRUNCATED));
        assertThat(read("{'kind':'slow-body','bytes':16,'pause':'1s'}").fault())
                .isEqualTo(new SlowBody(16, Duration.ofSeconds(1)));
        assertThat(read("{'kind':'crash'}").fault()).isEqualTo(new Crash());
        assertThat(read("{'kind':'capacity','atOnce':2,'queue':3}").fault().describe())
                .containsEntry("atOnce", 2)
                .containsEntry("queue", 3);
        assertThat(
                        read("{'kind':'flapping','on':'2s','off':'3s','fault':{'kind':'error','status':500}}")
                                .fault())
                .isEqualTo(
                        new Flapping(
                                new ErrorAnswer(500, null),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|kind|latency, error, hang, reset, lost-response",
                "{'kind':'explode'}|kind|latency, error, hang, reset, lost-response",
                "{'kind':7}|kind|must be a string",
                "{'kind':'latency'}|delay|is missing",
                "{'kind':'latency','delay':'3 parsecs'}|delay|500ms, 3s, 1m or PT3S",
                "{'kind':'latency','delay':3}|delay|500ms, 3s, 1m or PT3S",
                "{'kind':'latency','delay':'-3s'}|delay|500ms, 3s, 1m or PT3S",
                "{'kind':'latency','delay':'0s'}|delay|from 1ms to 1h",
                "{'kind':'latency','delay':'2h'}|delay|from 1ms to 1h",
                "{'kind':'latency','delay':'1s','jitter':'2s'}|jitter|must not be longer than delay",
                "{'kind':'reset','duration':'0s'}|duration|from 1ms to 1h",
                "{'kind':'reset','duration':'61m'}|duration|from 1ms to 1h",
                "{'kind':'reset','probability':1.1}|probability|a number from 0.0 to 1.0",
                "{'kind':'reset','probability':-0.1}|probability|a number from 0.0 to 1.0",
                "{'kind':'reset','probability':'1'}|probability|a number from 0.0 to 1.0",
                "{'kind':'reset','limit':0}|limit|a whole number from 1",
                "{'kind':'reset','limit':1.5}|limit|a whole number from 1",
                "{'kind':'reset','limit':99999999999999999999}|limit|a whole number from 1",
                "{'kind':'reset','seed':'a'}|seed|a whole number",
                "{'kind':'error','status':200}|status|a whole number from 400 to 599",
                "{'kind':'error','retryAfter':'soon'}|retryAfter|500ms, 3s, 1m or PT3S",
                "{'kind':'hang','then':'explode'}|then|close, proceed",
                "{'kind':'hang','delay':'1s'}|delay|is not a field of kind hang; allowed: kind, then, match",
                "{'kind':'reset','match':'/charges'}|match|must be an object",
                "{'kind':'reset','match':{'method':'BREW'}}|match.method|is unknown; allowed",
                "{'kind':'reset','match':{'path':'charges'}}|match.path|must start with /",
                "{'kind':'reset','match':{'host':'a'}}|match.host|allowed: method, path, headers",
                "{'kind':'reset','match':{'headers':{'a':1}}}|match.headers.a|must be a string",
                "{'kind':'reset','match':{'path':'/\\n'}}|match.path|printable",
                "{'kind':null}|kind|must be a string",
                "{'kind':'slow-body','bytes':0}|bytes|a whole number from 1",
                "{'kind':'slow-body','pause':'0s'}|pause|from 1ms to 1h",
                "{'kind':'flapping'}|fault.kind|is missing",
                "{'kind':'flapping','fault':{'kind':'flapping'}}|fault.kind|is unknown here; allowed: latency",
                "{'kind':'flapping','fault':{'kind':'latency'}}|fault.delay|is missing",
                "{'kind':'flapping','fault':{'kind':'reset','delay':'1s'}}|fault.delay|not a field of kind reset",
                "{'kind':'flapping','on':'0s','fault':{'kind':'reset'}}|on|from 1ms to 1h",
                "{'kind':'capacity'}|atOnce|is missing",
                "{'kind':'capacity','atOnce':0}|atOnce|a whole number from 1",
                "{'kind':'capacity','atOnce':1,'queue':-1}|queue|a whole number from 0",
                "{'kind':'crash','then':'close'}|then|not a field of kind crash",
            })
    void read_wrongField_isNamedWithWhatIsAllowed(String json, String field, String message) {
        InvalidFaultException invalid = refused(json);

        assertThat(invalid.errors())
                .anySatisfy(
                        error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.message()).contains(message);
                        });
    }

    @Test
    void read_manyWrongFields_areAllNamed() {
        InvalidFaultException invalid =
                refused(
                        "{'kind':'latency','probability':2,'duration':'x','limit':-1,'match':{'a':1},'b':2}");

        assertThat(invalid.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "delay", "probability", "duration", "limit", "match.a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{'kind':'reset'} {}",
                "{'kind':'reset','kind':'hang'}",
                "<xml/>",
                "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}}}}}"
            })
    void read_noSingleObject_isRefusedAsBody(String json) {
        assertThat(refused(json).errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("body");
    }

    @Test
    void read_invalidUtf8_isRefusedAsBody() {
        byte[] body = {'{', '"', 'k', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};

        InvalidFaultException invalid =
                catchThrowableOfType(InvalidFaultException.class, () -> reader.read(body));

        assertThat(invalid.errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("body");
    }

    private InvalidFaultException refused(String json) {
        InvalidFaultException invalid =
                catchThrowableOfType(InvalidFaultException.class, () -> read(json));
        assertThat(invalid).as(json).isNotNull();
        return invalid;
    }

    private FaultSpec read(String json) throws InvalidFaultException {
        return reader.read(json.replace('\'', '"').getBytes(UTF_8));
    }
}
