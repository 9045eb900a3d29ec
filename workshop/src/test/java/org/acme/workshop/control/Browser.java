package org.acme.workshop.control;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's chromium, driven without a screen; collects what the page complains about. */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Browser(Path executable) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(List.of("--no-sandbox")));
    }

    /** Where this machine has a chromium, if it has one. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Page open(String address, int width, int height, ColorScheme scheme) {
        Page page = blank(width, height, scheme);
        page.navigate(address);
        return page;
    }

    /** A page that shows nothing yet. */
    Page blank(int width, int height, ColorScheme scheme) {
        Page page =
                browser.newPage(
                        new com.microsoft.playwright.Browser.NewPageOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme));
        page.onConsoleMessage(
                message -> {
                    if (!message.type().equals("log")) {
                        complaints.add(message.type() + ": " + message.text());
                    }
                });
        page.onPageError(complaints::add);
        page.onRequestFailed(
                request -> {
                    if (!request.url().endsWith("/api/stream")) {
                        complaints.add("failed: " + request.url());
                    }
                });
        return page;
    }

    /** Errors and warnings of the page, and requests that failed. */
    List<String> complaints() {
        return complaints;
    }

    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
