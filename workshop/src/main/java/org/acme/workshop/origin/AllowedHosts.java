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
 * Whether a page that was opened under a name may be ours. Anybody can let a name of theirs point to
 * 127.0.0.1, and their page then has our origin (DNS rebinding). On the Wi-Fi of a conference that is
 * also true of names without a dot and of {@code .local} ones, which any neighbour may answer for
 * (LLMNR, mDNS). So a name counts only if it is an address, localhost, the name that this machine's
 * operating system gives it, or one that was configured.
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
        return name.equals(LOCALHOST)
                || name.endsWith("." + LOCALHOST) // no browser asks anybody for these
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                || configured.contains(name)
                || ofTheMachine.get().contains(name);
    }

    /** The operating system may take seconds to answer, and requests don't wait for it. */
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
