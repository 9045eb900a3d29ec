package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutationTest {

    private static final String ORDER = "7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11";

    private static Set<String> mutations(String text) {
        Mutation mutation = new Mutation(new Random(1));
        return Stream.generate(() -> mutation.of(text)).limit(2_000).collect(Collectors.toSet());
    }

    private static String packed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void packedCursor_getsInstantsThatNoDatabaseKnows() {
        assertThat(mutations(packed("2026-11-22T00:44:40.123456Z_" + ORDER)))
                .contains(
                        packed("+300000-01-01T00:00:00Z_" + ORDER),
                        packed("-4000-01-01T00:00:00Z_" + ORDER),
                        packed("+1000000000-12-31T23:59:59.999999999Z_" + ORDER));
    }

    @Test
    void plainCursor_getsNumbersThatFitNoLong() {
        assertThat(mutations("741~" + ORDER))
                .contains("9223372036854775808~" + ORDER, "-1~" + ORDER, "741~", "741");
    }

    @Test
    void nothing_staysNothing() {
        assertThat(mutations("")).containsExactly("");
    }
}
