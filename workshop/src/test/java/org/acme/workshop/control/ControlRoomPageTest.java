package org.acme.workshop.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a presenter does in the control room. */
@Tag("deep")
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class ControlRoomPageTest extends PageTest {

    private static final HasTextOptions MUCH_LATER = new HasTextOptions().setTimeout(40_000);

    @Test
    void injectByClicking_seeTheBreakerOpen_andEndTheFault() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        assertThat(page.locator("#freshness")).hasText("live");
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        assertThat(users(bare(page))).containsText("✓ healthy", PATIENTLY);

        page.getByText("60s", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#curl")).containsText("\"duration\":\"60s\"");
        button(page, "Inject").click();

        assertThat(shielded(page)).containsText("OPEN", PATIENTLY);
        assertThat(shielded(page).locator(".chip")).containsText("hangs", PATIENTLY);
        assertThat(bare(page)).containsText("✕ failing", PATIENTLY);
        assertThat(users(shielded(page))).containsText("✓ healthy");
        assertThat(page.locator("#events"))
                .containsText("payment opened: 10 of 20 calls failed (50 % ≥ 50 %)", PATIENTLY);
        Browser.screenshot(page, "hang-dark-1280");

        button(page, "■ End all faults").click();
        assertThat(shielded(page)).not().containsText("hangs", PATIENTLY);
        assertThat(page.locator("#events")).containsText("payment closed", PATIENTLY);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void faultOfSomebodyElse_isSeen_andCanBeEndedWhereItStands() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body("{\"service\":\"inventory\",\"lane\":\"protected\",\"kind\":\"reset\"}")
                .post("/faults")
                .then()
                .statusCode(201);

        assertThat(shielded(page).locator(".chip")).containsText("resets connections", PATIENTLY);
        page.getByLabel("end reset of inventory").click();

        assertThat(shielded(page).locator(".chip"))
                .hasCount(
                        0,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                .setTimeout(20_000));
    }

    /**
     * Which verdict it is depends on how busy this machine is; the runner's own tests judge that.
     */
    @Test
    void playAScenario_watchItsExpectations_andReadTheVerdict() {
        Page page = browser.open(address, 1920, 1080, ColorScheme.LIGHT);
        tab(page, "Play").click();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play A short hang"))
                .click();

        assertThat(page.locator("#traffic button").first()).isDisabled();
        assertThat(page.getByLabel("progress of the run")).isVisible();
        Locator ofTheBreaker =
                page.locator("#play .list li[data-state=met]")
                        .filter(new Locator.FilterOptions().setHasText("breaker.payment"));
        assertThat(ofTheBreaker.first()).containsText("protected", PATIENTLY);
        Browser.screenshot(page, "playing-light-1920");
        assertThat(page.locator("#play .verdict"))
                .containsText(
                        "of 14 expectations met", new ContainsTextOptions().setTimeout(60_000));
        Browser.screenshot(page, "verdict-light-1920");
        button(page, "Back to the scenarios").click();
        assertThat(page.locator("#play .runs")).containsText("A short hang: ");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whenTheServerFallsSilent_thePageSaysThatItsPictureIsOld() {
        Page page = browser.blank(1280, 720, ColorScheme.DARK);
        AtomicInteger asked = new AtomicInteger();
        page.route(
                "**/api/stream",
                route -> {
                    if (asked.getAndIncrement() == 0) {
                        route.fulfill(
                                new com.microsoft.playwright.Route.FulfillOptions()
                                        .setContentType("text/event-stream")
                                        .setBody("data: " + picture() + "\n\n"));
                    } else {
                        route.abort();
                    }
                });
        List<String> histories = new CopyOnWriteArrayList<>();
        page.route("**/api/lanes", com.microsoft.playwright.Route::abort);
        page.onRequest(
                request -> {
                    if (request.url().contains("/api/history")) {
                        histories.add(request.url());
                    }
                });
        page.navigate(address);

        assertThat(page.locator("#freshness")).containsText("stale for", PATIENTLY);
        assertThat(page.locator("body")).hasAttribute("data-feed", "stale");

        page.unroute("**/api/stream");
        page.unroute("**/api/lanes");
        assertThat(page.locator("#freshness")).hasText("live", MUCH_LATER);
        // What was missed meanwhile is asked for, and nothing else.
        page.waitForCondition(
                () -> histories.stream().anyMatch(url -> url.contains("/api/history?since=")));
    }

    @Test
    void streamThatDeliversNothing_isReplacedByPolling() {
        Page page = browser.blank(1280, 720, ColorScheme.DARK);
        page.route("**/api/stream", route -> {}); // as a proxy that buffers the stream

        page.navigate(address);

        assertThat(page.locator("#freshness")).hasText("live (polling)", MUCH_LATER);
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        page.unroute("**/api/stream");
        assertThat(page.locator("#freshness")).hasText("live", MUCH_LATER);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String picture() {
        return io.restassured.RestAssured.given().get("/api/lanes").asString();
    }

    @Test
    void alert_isOnThePage_asLongAsItFires() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        Locator alerts = page.locator("details.alerts");

        alertmanagerSays("firing");

        assertThat(alerts.locator("summary")).containsText("▲ 1 alert", PATIENTLY);
        alerts.locator("summary").click();
        assertThat(alerts).containsText("the breaker of payment isn't closed");
        assertThat(alerts).containsText("see whether the gateway answers");

        alertmanagerSays("resolved");

        assertThat(alerts.locator("summary")).containsText("alerts resolved", PATIENTLY);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void alertmanagerSays(String status) {
        given().contentType("application/json")
                .body(
                        """
                        {"version":"4","alerts":[{"status":"%s",
                          "labels":{"alertname":"SeenOnThePage","lane":"protected"},
                          "annotations":{"summary":"the breaker of payment isn't closed",
                            "todo":"see whether the gateway answers"},
                          "startsAt":"2026-01-31T12:00:00Z","endsAt":"2026-01-31T12:01:00Z"}]}
                        """
                                .formatted(status))
                .post("/api/alerts")
                .then()
                .statusCode(204);
    }
}
