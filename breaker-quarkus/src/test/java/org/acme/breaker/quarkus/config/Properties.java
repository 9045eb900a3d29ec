package org.acme.breaker.quarkus.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A configuration as an application would have it, without the application. */
public final class Properties {

    private Properties() {}

    /** From lines such as {@code breaker.payment.window=4s}. */
    public static SmallRyeConfig of(String... lines) {
        Map<String, String> properties = new HashMap<>();
        Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .forEach(pair -> properties.put(pair[0], pair[1]));
        return of(properties);
    }

    static SmallRyeConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withCustomizers(new ConfigCustomizer())
                .withMapping(BreakersConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }

    /** The settings of a name, as a pipeline gets them. */
    static InheritedSettings layers(String name, String... lines) {
        return layers(name, of(lines));
    }

    static InheritedSettings layers(String name, SmallRyeConfig config) {
        NamedSettings named = new NamedSettings(config);
        InheritedSettings layers = new InheritedSettings(name).then(name, named.of(name));
        return name.equals(BreakersConfig.DEFAULT)
                ? layers
                : layers.then(BreakersConfig.DEFAULT, named.of(BreakersConfig.DEFAULT));
    }
}
