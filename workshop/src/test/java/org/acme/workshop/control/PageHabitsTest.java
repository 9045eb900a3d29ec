package org.acme.workshop.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readable from the back row, on a phone, without a mouse. */
@Tag("deep")
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class PageHabitsTest extends PageTest {

    private static final String SMALL =
            """
            () => [...document.querySelectorAll('body *')]
              .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                && parseFloat(getComputedStyle(e).fontSize) < 16)
              .map(e => e.tagName + ' ' + e.textContent.slice(0, 40))""";

    private static final String CLIPPED =
            """
            () => [...document.querySelectorAll('body *')]
              .filter(e => e.checkVisibility() && !e.closest('.unseen, .skip, svg, #curl')
                && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
              .filter(e => {
                const range = document.createRange();
                range.selectNodeContents(e);
                const words = range.getBoundingClientRect();
                const box = e.closest('.lane, .desk, .time, .events, .bar').getBoundingClientRect();
                return words.right > box.right + 1 || words.left < box.left - 1;
              })
              .map(e => e.tagName + ' ' + e.textContent.slice(0, 60))""";

    private static final String PALE =
            """
            () => {
              const parse = c => c.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = e => {
                for (; e; e = e.parentElement) {
                  const c = parse(getComputedStyle(e).backgroundColor);
                  if (c.length < 4 || c[3] === 1) { return c; }
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *')]
                .filter(e => e.checkVisibility() && !e.closest('svg, .unseen, :disabled')
                  && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => {
                  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
                  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e];
                })
                .filter(([contrast]) => contrast < 4.5)
                .map(([contrast, e]) => contrast.toFixed(1) + ' ' + e.className + ' ' + e.textContent.slice(0, 40));
            }""";

    private static final String NAMELESS =
            """
            () => [...document.querySelectorAll('button, input, select, a, canvas, [tabindex]')]
              .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
                || e.textContent.trim() || [...(e.labels ?? [])].some(l => l.textContent.trim())))
              .map(e => e.outerHTML)""";

    @ParameterizedTest
    @CsvSource({
        "1280, 720, DARK",
        "1280, 720, LIGHT",
        "1920, 1080, DARK",
        "3840, 2160, DARK",
        "3840, 2160, LIGHT",
        "390, 844, LIGHT"
    })
    void atEverySize_nothingIsClipped_small_orPale(int width, int height, ColorScheme scheme) {
        Page page = browser.open(address, width, height, scheme);
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        assertThat(page.locator(".hop").first()).isVisible();

        habits(page);
        button(page, "Inject").click();
        assertThat(bare(page)).containsText("✕ failing", PATIENTLY);
        habits(page);
        Browser.screenshot(
                page, "hang-%s-%d".formatted(scheme, width).toLowerCase(java.util.Locale.ROOT));
        tab(page, "Tune").click();
        assertThat(page.getByLabel("Failure threshold")).isVisible();
        habits(page);
        tab(page, "Play").click();
        assertThat(page.locator("#play")).containsText("A short hang");
        habits(page);
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280, 720", "1920, 1080"})
    void breakTab_showsFaultAndDuration_withoutScrolling(int width, int height) {
        Page page = browser.open(address, width, height, ColorScheme.DARK);
        button(page, "Inject").click();
        assertThat(shielded(page).locator(".chip")).containsText("hangs", PATIENTLY);

        Object below =
                page.evaluate(
                        """
                        () => {
                          const bottom = document.querySelector('#break .scroll').getBoundingClientRect().bottom;
                          return [...document.querySelectorAll('#break input[name=kind], #break input[name=duration]')]
                            .map(input => input.closest('label'))
                            .filter(label => label.getBoundingClientRect().bottom > bottom)
                            .map(label => label.textContent);
                        }""");

        assertThat((List<?>) below).isEmpty();
    }

    private static void habits(Page page) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                .as("no scrolling sideways")
                .isEqualTo(page.evaluate("() => document.documentElement.clientWidth"));
        assertThat(list(page, CLIPPED)).as("clipped").isEmpty();
        assertThat(list(page, SMALL)).as("small").isEmpty();
        assertThat(list(page, PALE)).as("pale").isEmpty();
        assertThat(list(page, NAMELESS)).as("nameless").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Page page, String script) {
        return (List<String>) page.evaluate(script);
    }

    @Test
    void withoutAMouse_aHangIsInjected_andEnded() {
        Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter"); // "Skip to the controls"
        page.keyboard().press("Tab"); // the tabs
        page.keyboard().press("ArrowRight");
        assertThat(page.getByLabel("Failure threshold")).isVisible();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Tab"); // where
        page.keyboard().press("Tab"); // lane
        page.keyboard().press("Tab"); // kind
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Enter");

        assertThat(shielded(page).locator(".chip")).containsText("hangs", PATIENTLY);
        assertThat(page.locator("#fault-form .answer")).containsText("✓ payment: hang");
    }

    @Test
    void theAudience_seesBothLanes_andHasNothingToPress() {
        Page page = browser.open(address + "audience", 390, 844, ColorScheme.DARK);
        assertThat(users(shielded(page))).containsText("✓ healthy", PATIENTLY);
        assertThat(bare(page)).containsText("no breaker");
        assertThat(page.locator("button")).hasCount(1); // dark or light
        habits(page);
        Browser.screenshot(page, "audience-dark-390");
        assertThat(browser.complaints()).isEmpty();
    }
}
