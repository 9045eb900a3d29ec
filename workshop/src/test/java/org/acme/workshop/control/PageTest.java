package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the page have in common: a browser, users, and an end to all faults. */
abstract class PageTest {

    private static final int MILLIS_ON_A_BUSY_MACHINE = 30_000;
    static final ContainsTextOptions PATIENTLY =
            new ContainsTextOptions().setTimeout(MILLIS_ON_A_BUSY_MACHINE);

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String address;

    @SuppressWarnings("NullAway.Init")
    Browser browser;

    @BeforeEach
    void openBrowser() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no chromium here: apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(MILLIS_ON_A_BUSY_MACHINE);
        browser = new Browser(chromium.get());
        traffic(50);
    }

    @AfterEach
    void closeBrowser() {
        given().delete("/faults").then().statusCode(200);
        given().post("/api/tuning/payment/reset").then().statusCode(200);
        given().post("/api/tuning/payment/defaults").then().statusCode(200);
        traffic(0);
        if (browser != null) {
            browser.close();
        }
    }

    private static void traffic(int arrivalsPerSecond) {
        given().contentType("application/json")
                .body("{\"arrivalsPerSecond\":" + arrivalsPerSecond + ",\"checkoutShare\":0.5}")
                .put("/api/traffic")
                .then()
                .statusCode(200);
    }

    static Locator shielded(Page page) {
        return page.locator("#lane-protected");
    }

    static Locator bare(Page page) {
        return page.locator("#lane-unprotected");
    }

    /** What the users of a lane experience. */
    static Locator users(Locator lane) {
        return lane.locator(".felt");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator tab(Page page, String name) {
        return page.getByRole(
                AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
