package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module of somebody else that needs the library, compiled and run on the module path. */
class ModulePathTest {

    private static final String CONSUMER_MODULE =
            """
            module consumer {
                requires org.acme.breaker;
                exports consumer;
            }
            """;

    /** Something of every package that the module exports. */
    private static final String CONSUMER =
            """
            package consumer;

            import java.time.Duration;
            import org.acme.breaker.*;
            import org.acme.breaker.bulkhead.Bulkhead;
            import org.acme.breaker.fallback.Fallback;
            import org.acme.breaker.pipeline.Pipeline;
            import org.acme.breaker.ratelimit.RateLimiter;
            import org.acme.breaker.retry.*;
            import org.acme.breaker.timeout.*;
            import org.acme.breaker.window.SlidingWindow;

            public final class Main {
                public static String run() {
                    CircuitBreakerConfig config =
                            CircuitBreakerConfig.builder()
                                    .window(SlidingWindow.lastCalls(10))
                                    .minimumCalls(1)
                                    .build();
                    CircuitBreaker breaker = CircuitBreaker.of("module", config);
                    Pipeline pipeline =
                            Pipeline.named("module")
                                    .deadline(Duration.ofMinutes(2))
                                    .retry(Retry.of("module", RetryConfig.defaults()))
                                    .rateLimiter(
                                            RateLimiter.builder("module").permits(9, Duration.ofSeconds(1)).burst(9).build())
                                    .breaker(breaker)
                                    .timeout(Timeout.of("module", Duration.ofMinutes(1)))
                                    .bulkhead(Bulkhead.of("module", 1))
                                    .build();
                    Fallback<String> fallback = Fallback.<String>none().orElseValue("no", "no");
                    String answer =
                            pipeline.call(
                                    () -> Deadline.current().isNone() ? "endless" : "called",
                                    fallback);
                    return answer + " " + breaker.snapshot().counts().calls();
                }
            }
            """;

    private static Path library() throws URISyntaxException {
        return Path.of(
                CircuitBreaker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void consumer_compilesAndRuns_onTheModulePath(@TempDir Path temp) throws Exception {
        Path classes = compileConsumer(temp);
        ModuleFinder finder = ModuleFinder.of(library(), classes);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration modules =
                boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("consumer"));
        ModuleLayer layer =
                boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader());

        Class<?> main = layer.findLoader("consumer").loadClass("consumer.Main");

        assertThat(main.getMethod("run").invoke(null)).isEqualTo("called 1");
        assertThat(layer.modules())
                .extracting(Module::getName)
                .containsExactlyInAnyOrder("consumer", "org.acme.breaker");
    }

    private Path compileConsumer(Path temp) throws IOException, URISyntaxException {
        Path source = Files.createDirectories(temp.resolve("src/consumer")).resolve("Main.java");
        Path info = temp.resolve("src/module-info.java");
        Path classes = temp.resolve("classes");
        Files.writeString(source, CONSUMER);
        Files.writeString(info, CONSUMER_MODULE);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int exit =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                writer,
                                writer,
                                "-proc:none",
                                "--module-path",
                                library().toString(),
                                "-d",
                                classes.toString(),
                                info.toString(),
                                source.toString());
        assertThat(exit).as("javac said %s", said).isZero();
        return classes;
    }

    @Test
    void module_exportsItsPackagesButOne_opensNothing_andNeedsNothing() throws URISyntaxException {
        ModuleDescriptor module =
                ModuleFinder.of(library()).find("org.acme.breaker").orElseThrow().descriptor();

        assertThat(module.exports()).noneMatch(Exports::isQualified);
        assertThat(module.exports())
                .extracting(Exports::source)
                .as("all but what several parts are built upon")
                .hasSize(module.packages().size() - 1)
                .doesNotContain("org.acme.breaker.internal");
        assertThat(module.opens()).isEmpty();
        assertThat(module.isOpen()).isFalse();
        assertThat(module.requires())
                .filteredOn(needed -> !needed.modifiers().contains(Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }
}
