package org.acme.workshop.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("deep")
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class ControlRoomPageTest {

    private static final ContainsTextOptions PATIENTLY =
            new ContainsTextOptions().setTimeout(15_000);

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String address;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no chromium here: apt-get install chromium");
        browser = new Browser(chromium.get());
        given().contentType("application/json")
                .body("{\"arrivalsPerSecond\":50,\"checkoutShare\":0.5}")
                .put("/api/traffic")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void closeBrowser() {
        given().delete("/faults").then().statusCode(200);
        given().contentType("application/json")
                .body("{\"arrivalsPerSecond\":0}")
                .put("/api/traffic")
                .then()
                .statusCode(200);
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void injectByClicking_seeTheBreakerOpen_andEndTheFault() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        Locator shielded = page.locator("#lane-protected");
        Locator bare = page.locator("#lane-unprotected");
        assertThat(page.locator("#freshness")).hasText("live");
        assertThat(shielded).containsText("answered100 %", PATIENTLY);
        assertThat(bare).containsText("answered100 %", PATIENTLY);
        Browser.screenshot(page, "1-healthy-dark-1280");

        page.getByText("60 s", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#curl")).containsText("\"duration\":\"60s\"");
        button(page, "Inject").click();

        assertThat(shielded).containsText("OPEN", PATIENTLY);
        assertThat(shielded.locator(".chip")).containsText("payment hangs", PATIENTLY);
        assertThat(bare).containsText("✕ failing", PATIENTLY);
        assertThat(shielded).containsText("✓ fine");
        assertThat(page.locator("#events")).containsText("payment breaker OPEN: 10 of 20");
        Browser.screenshot(page, "2-hang-dark-1280");

        button(page, "End all faults").click();
        assertThat(shielded).containsText("no fault", PATIENTLY);
        assertThat(page.locator("#events")).containsText("payment breaker closed", PATIENTLY);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void playAScenario_watchItsExpectations_andReadTheVerdict() {
        Page page = browser.open(address, 1920, 1080, ColorScheme.LIGHT);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play A short hang"))
                .click();

        assertThat(page.locator("#play .list li[data-state=met]").first())
                .containsText("protected.breaker.payment", PATIENTLY);
        assertThat(page.locator("#traffic button").first()).isDisabled();
        Browser.screenshot(page, "3-playing-light-1920");
        assertThat(page.locator("#play .verdict"))
                .containsText("PASSED", new ContainsTextOptions().setTimeout(30_000));
        Browser.screenshot(page, "4-verdict-light-1920");
        button(page, "Back to the scenarios").click();
        assertThat(page.locator("#play")).containsText("A short hang");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyTextIsLargeEnough_andEveryControlHasAName() {
        Page page = browser.open(address, 1280, 720, ColorScheme.LIGHT);
        assertThat(page.locator("#lane-protected")).containsText("answered100 %", PATIENTLY);

        @SuppressWarnings("unchecked")
        List<String> small =
                (List<String>)
                        page.evaluate(
                                """
                                () => [...document.querySelectorAll('body *')]
                                  .filter(e => !e.closest('svg') && e.childNodes.length
                                    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                                    && parseFloat(getComputedStyle(e).fontSize) < 16)
                                  .map(e => e.tagName + ' ' + e.textContent.slice(0, 40))
                                """);
        assertThat(small).isEmpty();
        @SuppressWarnings("unchecked")
        List<String> nameless =
                (List<String>)
                        page.evaluate(
                                """
                                () => [...document.querySelectorAll('button, input, a')]
                                  .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim()
                                    || e.closest('label')?.textContent.trim()))
                                  .map(e => e.outerHTML)
                                """);
        assertThat(nameless).isEmpty();
        Browser.screenshot(page, "5-healthy-light-1280");
    }

    @Test
    void onAPhone_itIsOneColumn_withoutSidewaysScrolling() {
        Page page = browser.open(address, 390, 844, ColorScheme.DARK);
        assertThat(page.locator("#lane-protected")).containsText("answered100 %", PATIENTLY);

        Browser.screenshot(page, "6-phone");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(page.evaluate("() => document.documentElement.clientWidth"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
