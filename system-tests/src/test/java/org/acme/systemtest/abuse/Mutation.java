package org.acme.systemtest.abuse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that a service has really answered, spoiled a little: most of what is checked first still
 * fits.
 */
final class Mutation {

    private static final Pattern INSTANT =
            Pattern.compile("[+-]?\\d{4,10}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{8,}");

    /** Java reads all of them; a database or a clock need not. */
    private static final List<String> INSTANTS =
            List.of(
                    "+300000-01-01T00:00:00Z",
                    "-4000-01-01T00:00:00Z",
                    "-9999-12-31T23:59:59Z",
                    "0000-01-01T00:00:00Z",
                    "0001-01-01T00:00:00Z",
                    "1582-10-10T00:00:00Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "+294277-01-01T00:00:00Z",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "-1000000000-01-01T00:00:00Z",
                    "2026-02-30T00:00:00Z",
                    "2026-06-30T23:59:60Z");

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-1",
                    "00000000000000000000",
                    "2147483647",
                    "2147483648",
                    "999999999999999999",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551616",
                    "99999999999999999999999999",
                    "1e400",
                    "0x1p3",
                    "\u0663");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    String of(String text) {
        if (text.isEmpty()) {
            return text;
        }
        Optional<String> packed = random.nextInt(4) > 0 ? unpacked(text) : Optional.empty();
        if (packed.isPresent()) {
            return packed.get();
        }
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> text.substring(random.nextInt(text.length()));
            case 2 -> withAnotherCharacter(text);
            case 3 -> text + text;
            case 4 -> outOfRange(text, NUMBER, NUMBERS);
            default -> inside(text);
        };
    }

    private String withAnotherCharacter(String text) {
        int at = random.nextInt(text.length());
        char other = (char) (text.charAt(at) ^ (1 << random.nextInt(7)));
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    /** Cursors are often something plain in Base64, which is spoiled inside. */
    private Optional<String> unpacked(String text) {
        try {
            String inside =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
            if (PLAIN.matcher(inside).matches()) {
                byte[] spoiled = inside(inside).getBytes(StandardCharsets.ISO_8859_1);
                return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(spoiled));
            }
        } catch (IllegalArgumentException notPacked) {
            // Then it is spoiled as it stands.
        }
        return Optional.empty();
    }

    private String inside(String text) {
        if (INSTANT.matcher(text).find() && random.nextInt(4) > 0) {
            return outOfRange(text, INSTANT, INSTANTS);
        }
        return random.nextBoolean()
                ? outOfRange(text, NUMBER, NUMBERS)
                : withAnotherCharacter(text);
    }

    /** With one of the places that fit the pattern replaced by one of those. */
    private String outOfRange(String text, Pattern place, List<String> by) {
        Matcher matcher = place.matcher(text);
        List<MatchResult> places = matcher.results().toList();
        if (places.isEmpty()) {
            return text + one(by);
        }
        MatchResult spoiled = one(places);
        return text.substring(0, spoiled.start()) + one(by) + text.substring(spoiled.end());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
