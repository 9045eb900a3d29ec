package org.acme.workshop.problem;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a page that was opened under a name may be ours. Anybody can let a name of theirs point to
 * 127.0.0.1, and their page then has our origin (DNS rebinding). So a name counts only when nobody
 * outside can give it: an address, a name without a dot, one of a local domain, or one that was
 * configured.
 */
@Singleton
final class OwnNames {

    private static final List<String> LOCAL = List.of(".localhost", ".local", ".internal");

    private final Set<String> configured;

    OwnNames(OwnNamesConfig config) {
        configured =
                config.names().orElse(Set.of()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the name was configured, so that it counts even if the request names another host: a
     * proxy in front of the control room, as that of Codespaces, may rewrite {@code Host}.
     */
    boolean isConfigured(String authority) {
        return configured.contains(name(authority));
    }

    private static String name(String authority) {
        int port = authority.indexOf(':');
        return (port < 0 ? authority : authority.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /** Takes the authority of an origin: a name or an address, with or without a port. */
    boolean has(String authority) {
        if (authority.startsWith("[")) {
            return true;
        }
        String name = name(authority);
        return name.indexOf('.') < 0
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                || LOCAL.stream().anyMatch(name::endsWith)
                || configured.contains(name);
    }
}
