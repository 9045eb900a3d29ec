package org.acme.chassis.watching;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps arbitrary input out of the labels of HTTP meters: a method that HTTP does not have becomes
 * {@code OTHER}, and an address that no resource of this service has becomes {@code UNKNOWN}.
 * Otherwise a thousand invented addresses crowd out the real ones, and each invented method adds a
 * permanent series.
 */
public final class BoundedHttpTags {

    private static final String METERS = "http.server";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What Quarkus itself says instead of an address. */
    private static final Set<String> GENERAL =
            Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private static final String OWN_PAGES = "/q/";

    /** The filter, for all registries. */
    @Produces
    @Singleton
    MeterFilter boundedHttpTags(BeanManager beans) {
        Set<String> addresses = addresses(beans);
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(METERS) ? bounded(id, addresses) : id;
            }
        };
    }

    static Meter.Id bounded(Meter.Id id, Set<String> addresses) {
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : id.getTags()) {
            String value = tag.getValue();
            tags.add(
                    switch (tag.getKey()) {
                        case "method" ->
                                Tag.of("method", METHODS.contains(value) ? value : "OTHER");
                        case "uri" ->
                                Tag.of("uri", isKnown(id, value, addresses) ? value : "UNKNOWN");
                        default -> tag;
                    });
        }
        return id.replaceTags(tags);
    }

    /** A page that is no resource, such as a file of the control room, is known by its success. */
    private static boolean isKnown(Meter.Id id, String uri, Set<String> addresses) {
        return addresses.contains(uri)
                || GENERAL.contains(uri)
                || (uri.startsWith(OWN_PAGES) || isFile(uri)) && succeeded(id);
    }

    private static boolean isFile(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1).contains(".");
    }

    private static boolean succeeded(Meter.Id id) {
        return "SUCCESS".equals(id.getTag("outcome"));
    }

    private static Set<String> addresses(BeanManager beans) {
        Set<String> addresses = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                addresses.add(joined(path.value(), ""));
                for (Method method : bean.getBeanClass().getMethods()) {
                    Path below = method.getAnnotation(Path.class);
                    if (below != null) {
                        addresses.add(joined(path.value(), below.value()));
                    }
                }
            }
        }
        return addresses;
    }

    /** As Quarkus writes it in the label: one slash between two parts, none at the end. */
    private static String joined(String path, String below) {
        String whole = ("/" + path + "/" + below).replaceAll("/+", "/");
        return whole.length() > 1 && whole.endsWith("/")
                ? whole.substring(0, whole.length() - 1)
                : whole;
    }
}
