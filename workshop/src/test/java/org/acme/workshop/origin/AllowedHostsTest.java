package org.acme.workshop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts names =
            new AllowedHosts(
                    () -> Optional.of(Set.of("Workshop.example.org")),
                    () -> Set.of("teacher.local"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "192.168.1.20",
                "[::1]:8080",
                "localhost:8080",
                "teacher.local:8080",
                "room.localhost",
                "workshop.example.org",
                "WORKSHOP.example.org:8080"
            })
    void theseAreOurOwnNames(String authority) {
        assertThat(names.has(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:8080",
                "demo:8080",
                "neighbour.local:8080",
                "printer.internal",
                "127.0.0.1.evil.example",
                "localhost.evil.example:8080",
                "notworkshop.example.org"
            })
    void othersCanGiveThese(String authority) {
        assertThat(names.has(authority)).isFalse();
    }

    /** A proxy may rewrite the host that is asked for; only then the origin alone has to do. */
    @Test
    void onlyConfiguredNames_countUnderAnyHost() {
        assertThat(names.isConfigured("WORKSHOP.example.org:443")).isTrue();
        assertThat(names.isConfigured("localhost:8080")).isFalse();
        assertThat(names.isConfigured("evil.example")).isFalse();
    }
}
