package org.acme.workshop.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fault form and the tuning form. */
@Tag("deep")
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class DeskPageTest extends PageTest {

    private static final int KINDS = 11;

    @Test
    void everyKindOfFault_isSentAsItsCommandSays() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        Locator kinds = page.locator("input[name=kind]");
        assertThat(kinds).hasCount(KINDS);
        for (int i = 0; i < KINDS; i++) {
            kinds.nth(i).check(new Locator.CheckOptions().setForce(true));
            String command = page.locator("#curl").textContent();
            assertThat(command).contains("\"kind\":\"" + kinds.nth(i).inputValue() + "\"");

            given().contentType("application/json")
                    .body(command.substring(command.indexOf("-d '") + 4, command.length() - 1))
                    .post("/faults")
                    .then()
                    .statusCode(201);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void parameters_goIntoTheCommand_andWrongOnesAreNotSent() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        page.getByText("Slow", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Delay").fill("1500ms");
        page.getByText("Requests and limits").click();
        page.getByLabel("Probability").fill("0.3");
        page.getByLabel("Path").fill("/charges**");

        assertThat(page.locator("#curl")).containsText("\"delay\":\"1500ms\",\"jitter\":\"500ms\"");
        assertThat(page.locator("#curl"))
                .containsText("\"probability\":0.3,\"match\":{\"path\":\"/charges**\"}");

        page.getByLabel("Delay").fill("soon");
        button(page, "Inject").click();
        assertThat(page.locator("#fault-form:invalid")).hasCount(1);
        given().get("/faults").then().body("faults.size()", org.hamcrest.Matchers.equalTo(0));
    }

    @Test
    void tune_readTheForecast_apply_andTakeItBack() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        tab(page, "Tune").click();
        Locator threshold = page.getByLabel("Failure threshold");
        assertThat(threshold).hasValue("50");
        assertThat(page.getByLabel("Open for")).hasValue("5s");

        page.getByLabel("Minimum calls").fill("1000");
        assertThat(page.locator(".forecast")).containsText("Never opens", PATIENTLY);
        page.getByLabel("Minimum calls").fill("20");
        threshold.fill("25");
        assertThat(page.locator(".forecast")).containsText("it opens after ~1 s", PATIENTLY);
        Browser.screenshot(page, "tune-dark-1280");
        button(page, "Apply").click();

        assertThat(page.locator("#tune .answer")).containsText("✓ payment: applied");
        given().get("/api/tuning")
                .then()
                .body(
                        "breakers[0].settings.'failure-rate-threshold'",
                        org.hamcrest.Matchers.equalTo(25));
        button(page, "Defaults").click();
        assertThat(threshold).hasValue("50");

        button(page, "Force open").click();
        assertThat(shielded(page)).containsText("FORCED OPEN", PATIENTLY);
        button(page, "Reset").click();
        assertThat(shielded(page)).not().containsText("FORCED OPEN", PATIENTLY);
        assertThat(browser.complaints()).isEmpty();
    }

    /** The numbers that docs/workshop.md derives. */
    @Test
    void forecast_isTheDocumentedFormula() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        String script =
                """
                async ({threshold = 50, minimum = 20, windowMillis = 4000, inARow = 0, share = 1}) => {
                  const { opening } = await import('/room/forecast.js');
                  const told = opening({threshold, minimum, windowMillis, inARow}, 25, share);
                  return told.opens ? Math.round(told.seconds * 100) / 100 : told.why;
                }""";

        assertThat(page.evaluate(script, Map.of())).isEqualTo(2);
        assertThat(page.evaluate(script, Map.of("windowMillis", 8000))).isEqualTo(4);
        assertThat(page.evaluate(script, Map.of("threshold", 20))).isEqualTo(0.8);
        assertThat(page.evaluate(script, Map.of("inARow", 5))).isEqualTo(0.2);
        assertThat(page.evaluate(script, Map.of("minimum", 1000)))
                .isEqualTo("the window holds 100 calls, fewer than 1000");
        assertThat(page.evaluate(script, Map.of("share", 0.4)))
                .isEqualTo("40 % of the calls fail, less than 50 %");
    }
}
