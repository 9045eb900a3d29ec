package org.acme.chassis.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.ProblemException;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonReaderTest {

    record Parcel(
            @NotNull @Pattern(regexp = "[a-z]+") String to,
            @Nullable Boolean express,
            @Nullable Long grams,
            @Nullable Double insured,
            @NotNull @DistinctBy(value = "name", in = "things")
                    List<@NotNull @Valid Thing> things) {}

    record Thing(@NotNull String name, @NotNull @Range(min = 1, max = 9) Integer count) {}

    record NotReadable(int primitive) {}

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    private final StrictJsonReader reader = new StrictJsonReader(VALIDATOR);

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @Test
    void read_everyType_isKept() throws IOException {
        Parcel parcel =
                read(
                        """
                        {"to":"home","express":true,"grams":9223372036854775807,"insured":1.5,
                         "things":[{"name":"tea","count":2}]}
                        """);

        assertThat(parcel)
                .isEqualTo(
                        new Parcel(
                                "home", true, Long.MAX_VALUE, 1.5, List.of(new Thing("tea", 2))));
    }

    @Test
    void read_whatIsLeftOut_isNull_andLeftToTheConstraintsOfTheParameter() throws IOException {
        assertThat(read("{\"express\":null}").express()).isNull();
        assertThat(read("{}").to()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | body | must be a JSON object",
                "7 | body | must be a JSON object",
                "null | body | must be a JSON object",
                "{ | body | is not valid JSON",
                "{} {} | body | nothing after it",
                "{'to':'a','to':'b'} | body | Duplicate",
                "{'things':[{'name':'a','name':'b'}]} | things[0] | Duplicate",
                "{'grams':NaN} | grams | is not valid JSON",
                "{'to':7} | to | must be a string, but is 7",
                "{'to':['home']} | to | must be a string, but is an array",
                "{'express':1} | express | must be true or false",
                "{'grams':1.0} | grams | must be a whole number, but is 1.0",
                "{'grams':'1'} | grams | must be a whole number, but is a text",
                "{'grams':9223372036854775808}| grams | too large",
                "{'insured':true} | insured | must be a number",
                "{'things':{}} | things | must be an array",
                "{'things':[7]} | things[0] | must be a JSON object",
                "{'things':[{'count':2147483648}]}| things[0].count | too large",
                "{'things':[{'count':10,'name':1}]}| things[0].count | between 1 and 9, but is 10",
                "{'size':1} | size | allowed: express, grams, insured, things, to",
            })
    void read_wrongBody_isNamed(String body, String field, String message) {
        assertThat(refused(body.replace('\'', '"')))
                .anySatisfy(
                        error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.message()).contains(message);
                        });
    }

    @Test
    void read_wrongTypesAndBrokenConstraints_areNamedTogether() {
        assertThat(
                        refused(
                                """
                                {"express":"yes","things":[{"name":"a","count":1},
                                 {"name":"a","count":0},{"name":7}],"size":1}
                                """))
                .extracting(FieldError::field)
                .containsExactly(
                        "express",
                        "things[2].name",
                        "size",
                        "things[1].count",
                        "things[1].name",
                        "things[2].count",
                        "to");
    }

    @Test
    void read_deepOrLong_isRefusedAsTheBody() {
        for (String body :
                List.of(
                        "{\"size\":" + "[".repeat(5000),
                        "{\"size\":" + "{\"a\":".repeat(5000),
                        "{\"grams\":" + "9".repeat(5000) + "}",
                        "{\"" + "a".repeat(5000) + "\":1}")) {
            assertThat(refused(body))
                    .anySatisfy(
                            error -> {
                                assertThat(error.field()).isEqualTo("body");
                                assertThat(error.message())
                                        .contains("too deeply nested or too long");
                            });
        }
    }

    @Test
    void read_manyMistakes_areCutOff() {
        String things = "{\"name\":1},".repeat(1000) + "{}";
        assertThat(refused("{\"things\":[" + things + "]}")).hasSizeLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void read_nothing_isRefused(String body) {
        assertThat(refused(body)).containsExactly(new FieldError("body", "must not be empty"));
    }

    @Test
    void read_invalidUtf8_isRefused() {
        byte[] body = "{\"to\":\"?\"}".getBytes(UTF_8);
        body[7] = (byte) 0xFF;

        assertThat(refused(body)).containsExactly(new FieldError("body", "must be valid UTF-8"));
    }

    @Test
    void read_recordThatCannotBeRead_saysWhichComponent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read("{}".getBytes(UTF_8), NotReadable.class))
                .withMessageContaining("NotReadable.primitive");
    }

    @Test
    void object_keepsEveryField() {
        assertThat(StrictJson.object("{\"a\":{\"b\":1.5}}".getBytes(UTF_8)).toString())
                .isEqualTo("{\"a\":{\"b\":1.5}}");
    }

    private Parcel read(String body) throws IOException {
        return reader.read(body.getBytes(UTF_8), Parcel.class);
    }

    private List<FieldError> refused(String body) {
        return refused(body.getBytes(UTF_8));
    }

    private List<FieldError> refused(byte[] body) {
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> reader.read(body, Parcel.class));
        assertThat(refusal.problem().status()).isEqualTo(400);
        return refusal.problem().errors();
    }
}
