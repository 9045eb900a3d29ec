package org.acme.workshop.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and words on the page that must not contradict each other. */
@Tag("deep")
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class PageNumbersTest extends PageTest {

    private static final String MOOD =
            """
            async (latency) => (await import('/room/words.js')).mood(latency).word""";

    private static final String BRANCH =
            """
            async (window) => {
              const { topology } = await import('/room/topology.js');
              const picture = topology(true);
              picture.update({
                services: {}, faults: [],
                calls: [{ service: 'payment', perSecond: 25, failedPercent: 1, meanMillis: 50 }],
                breakers: [{ name: 'payment', state: 'closed', window }],
              });
              return picture.element.querySelector('[data-service=payment] .along').textContent;
            }""";

    @ParameterizedTest
    @CsvSource({
        "100, 2, 25, ✓ healthy",
        "100, 30, 50, ✓ healthy",
        "100, 66, 12, ▲ stalled",
        "97, 2, 25, ▲ degraded",
        "97, 66, 12, ▲ stalled",
        "40, 66, 12, ✕ failing"
    })
    void requestsInFlight_areNotHealthy_whenTheyPileUp(
            double answered, int inFlight, double perSecond, String word) {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);

        Object shown =
                page.evaluate(
                        MOOD,
                        Map.of(
                                "answeredPercent",
                                answered,
                                "inFlight",
                                inFlight,
                                "perSecond",
                                perSecond));

        assertThat(shown).isEqualTo(word);
    }

    @Test
    void withoutUsers_andWithUsersWhoAllWait() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);

        assertThat(page.evaluate(MOOD, Map.of("inFlight", 0, "perSecond", 0)))
                .isEqualTo("no users");
        assertThat(page.evaluate(MOOD, Map.of("inFlight", 120, "perSecond", 0)))
                .isEqualTo("▲ stalled");
    }

    @Test
    void failedPercent_isThatOfTheCountsBelowIt() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);

        assertThat(page.evaluate(BRANCH, Map.of("calls", 82, "failures", 1)).toString())
                .contains("1.2 % failed", "1 of 82 calls");
    }
}
