package org.acme.workshop.origin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides whether a page that was opened under a name may be ours. Anyone can let a name point to
 * 127.0.0.1, and a page of that name then has our origin (DNS rebinding). On the Wi-Fi of a
 * conference that is also true of names without a dot and of {@code .local} ones, for which any
 * device nearby may answer (LLMNR, mDNS). So a name counts only if it is an address, localhost, the
 * name that this machine's operating system gives it, or a configured one.
 */
@Singleton
final class AllowedHosts {

    private static final String LOCALHOST = "localhost";

    private final Set<String> configured;
    private final Supplier<Set<String>> ofTheMachine;

    @Inject
    AllowedHosts(AllowedHostsConfig config) {
        this(config, askedInTheBackground());
    }

    AllowedHosts(AllowedHostsConfig config, Supplier<Set<String>> ofTheMachine) {
        this.configured = lowerCase(config.names().orElse(Set.of()));
        this.ofTheMachine = ofTheMachine;
    }

    /**
     * Whether the name was configured; then it counts even if the request names another host,
     * because a proxy in front of the control room, like that of Codespaces, may rewrite {@code
     * Host}.
     */
    boolean isConfigured(String authority) {
        return configured.contains(name(authority));
    }

    private static String name(String authority) {
        int port = authority.indexOf(':');
        return (port < 0 ? authority : authority.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the authority of an origin (a name or an address, with or without a port) is allowed.
     */
    boolean has(String authority) {
        if (authority.startsWith("[")) {
            return true;
        }
        String name = name(authority);
        return name.equals(LOCALHOST)
                || name.endsWith("." + LOCALHOST) // no browser asks anybody for these
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                || configured.contains(name)
                || ofTheMachine.get().contains(name);
    }

    /**
     * Asks the operating system in the background, because it may take seconds, and requests must
     * not wait.
     */
    private static Supplier<Set<String>> askedInTheBackground() {
        CompletableFuture<Set<String>> asked =
                CompletableFuture.supplyAsync(
                        AllowedHosts::machine,
                        task -> {
                            Thread thread = new Thread(task, "own-names");
                            thread.setDaemon(true);
                            thread.start();
                        });
        return () -> asked.getNow(Set.of());
    }

    private static Set<String> machine() {
        try {
            return lowerCase(Set.of(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException nameless) {
            return Set.of();
        }
    }

    private static Set<String> lowerCase(Set<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
