package org.acme.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Shortens received values for messages, so that they cannot fill a response. */
final class Shown {

    private static final int LONGEST_VALUE = 40;

    private Shown() {}

    /** The parser's value: numbers and literals as they are, the others by their kind. */
    static String value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            default -> cut(parser.getText(), LONGEST_VALUE);
        };
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
