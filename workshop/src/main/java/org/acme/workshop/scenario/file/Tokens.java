package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.workshop.lane.Lane;

/** Reads the words of an expectation one after the other; brackets and commas are words. */
final class Tokens {

    private static final Pattern WORD = Pattern.compile("[(),]|[^\\s(),]+");

    private final List<String> words = new ArrayList<>();
    private int position;

    Tokens(String text) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
    }

    /** Returns the next word without consuming it; empty at the end. */
    String peek() {
        return position < words.size() ? words.get(position) : "";
    }

    void skip() {
        position++;
    }

    String next(String wanted) throws NotUnderstoodException {
        if (position >= words.size()) {
            throw new NotUnderstoodException("it ends where " + wanted + " should follow");
        }
        return words.get(position++);
    }

    void expect(String... expected) throws NotUnderstoodException {
        for (String word : expected) {
            String found = next("'" + word + "'");
            if (!found.equals(word)) {
                throw new NotUnderstoodException(
                        "'" + found + "' stands where '" + word + "' should");
            }
        }
    }

    Duration duration() throws NotUnderstoodException {
        String found = next("a time");
        return Format.duration(found)
                .orElseThrow(
                        () ->
                                new NotUnderstoodException(
                                        "'" + found + "' must be a time such as 250ms, 3s or 1m"));
    }

    int count() throws NotUnderstoodException {
        String found = next("a number");
        if (!found.matches("\\d{1,4}")) {
            throw new NotUnderstoodException("'" + found + "' must be a number such as 3");
        }
        return Integer.parseInt(found);
    }

    /** Returns the lane that a word names. */
    Lane lane(String word) throws NotUnderstoodException {
        return Lane.of(word)
                .orElseThrow(
                        () ->
                                new NotUnderstoodException(
                                        "'"
                                                + word
                                                + "' is unknown; allowed: protected, unprotected,"
                                                + " invariants, no"));
    }
}
