package org.acme.breaker.microprofile.settings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.Fallback;

/**
 * Reads which annotations are switched off: a setting of the method wins over one of its class, and
 * that over the one for all.
 */
final class Switches {

    private static final String ONLY_FALLBACK = "MP_Fault_Tolerance_NonFallback_Enabled";

    private final Config config;

    Switches(Config config) {
        this.config = config;
    }

    boolean isOn(Class<? extends Annotation> type, Class<?> beanClass, Method method) {
        String key = type.getSimpleName() + "/enabled";
        String bean = beanClass.getName() + "/";
        String declaring = method.getDeclaringClass().getName() + "/";
        String name = method.getName() + "/";
        return Stream.of(bean + name, declaring + name, bean, declaring, "")
                .map(place -> config.getOptionalValue(place + key, Boolean.class))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> type == Fallback.class || isNonFallbackOn());
    }

    private boolean isNonFallbackOn() {
        return config.getOptionalValue(ONLY_FALLBACK, Boolean.class).orElse(true);
    }
}
