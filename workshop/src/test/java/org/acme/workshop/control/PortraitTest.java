package org.acme.workshop.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the README's picture of a control room that runs, under a hang that it injects by clicking:
 * {@code ./mvnw -pl workshop test -Dtest=PortraitTest -Dportrait=http://localhost:8080}. With
 * {@code -Dportrait.sizes=all} also one of every size, below {@code target/screenshots}.
 */
@EnabledIfSystemProperty(named = "portrait", matches = "http.*")
class PortraitTest {

    private static final ContainsTextOptions PATIENTLY =
            new ContainsTextOptions().setTimeout(40_000);
    private static final Path PICTURE = Path.of("..", "docs", "images", "control-room.png");

    private record Size(int width, int height, ColorScheme scheme, String path) {
        String name() {
            return "portrait%s-%s-%d"
                    .formatted(path.replace('/', '-'), scheme, width)
                    .toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void portrait() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no chromium here: apt-get install chromium");
        String address = System.getProperty("portrait");
        try (Browser browser = new Browser(chromium.get())) {
            Page page = browser.open(address, 1280, 720, ColorScheme.DARK);
            assertThat(page.locator("#lane-unprotected .felt"))
                    .containsText("✓ healthy", PATIENTLY);
            button(page, "50 users per second").click();
            assertThat(page.locator("#lane-unprotected .tile").first())
                    .containsText("25/s", PATIENTLY);
            button(page, "Inject").click();
            Locator bare = page.locator("#lane-unprotected .tile").nth(1);
            assertThat(bare).containsText("✕ failing", PATIENTLY);
            assertThat(page.locator("#lane-protected")).containsText("OPEN", PATIENTLY);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
            if (System.getProperty("portrait.sizes") != null) {
                everySize(browser, address);
            }
            button(page, "■ End all faults").click();
        }
    }

    private static void everySize(Browser browser, String address) {
        for (Size size :
                new Size[] {
                    new Size(1280, 720, ColorScheme.LIGHT, ""),
                    new Size(1920, 1080, ColorScheme.DARK, ""),
                    new Size(3840, 2160, ColorScheme.LIGHT, ""),
                    new Size(390, 844, ColorScheme.DARK, "/audience")
                }) {
            Page page =
                    browser.open(address + size.path(), size.width(), size.height(), size.scheme());
            assertThat(page.locator("#freshness")).hasText("live");
            assertThat(page.locator("#lane-unprotected")).containsText("✕ failing", PATIENTLY);
            Browser.screenshot(page, size.name());
            page.close();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
