package org.acme.fault;

import java.util.regex.Pattern;

/**
 * A path to match: literal, {@code *} for one segment, {@code **} for any rest. {@code /charges} is only itself,
 * {@code /charges/*} what lies one level below, {@code /charges**} both and everything deeper.
 */
record PathPattern(String text, Pattern pattern) {

    static PathPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)", -1)) {
            regex.append(
                    switch (part) {
                        case "*" -> "[^/]*";
                        case "**" -> ".*";
                        default -> Pattern.quote(part);
                    });
        }
        return new PathPattern(text, Pattern.compile(regex.toString()));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
