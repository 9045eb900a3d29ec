package org.acme.breaker.quarkus.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a setting into a value, or says what the text should have been.
 *
 * @param words what is allowed, such as {@code a whole number}
 * @param isList whether several values are written, separated by commas
 */
public record SettingType<T>(
        String words, boolean isList, Function<List<String>, @Nullable T> parser) {

    /** A whole number. */
    static final SettingType<Integer> WHOLE = one("a whole number", Integer::valueOf);

    /** A whole number of up to 19 digits. */
    static final SettingType<Long> LONG = one("a whole number", Long::valueOf);

    /** A number with or without decimals. */
    static final SettingType<Double> NUMBER = one("a number", Double::valueOf);

    /** A length of time. */
    static final SettingType<Duration> TIME =
            one(
                    "a duration, such as 250ms, 5s, 1m or PT5S",
                    text -> new DurationConverter().convert(text));

    /** On or off. */
    static final SettingType<Boolean> SWITCH =
            one("true or false", text -> new Switch().convert(text));

    /** Several words. */
    static final SettingType<List<String>> WORDS =
            new SettingType<>("words, separated by commas", true, texts -> texts);

    /** Several whole numbers. */
    static final SettingType<List<Integer>> WHOLES =
            new SettingType<>(
                    "whole numbers, separated by commas",
                    true,
                    texts -> texts.stream().map(Integer::valueOf).toList());

    private static <T> SettingType<T> one(String words, Function<String, @Nullable T> parser) {
        return new SettingType<>(words, false, texts -> parser.apply(texts.get(0)));
    }

    /** One of the constants of an enum, in lower case and with dashes. */
    static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String words =
                Arrays.stream(constants).map(SettingType::word).collect(Collectors.joining(", "));
        return one(
                "one of " + words,
                text ->
                        Arrays.stream(constants)
                                .filter(constant -> word(constant).equals(lower(text)))
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException(text)));
    }

    /** Returns a constant as it is written, such as {@code dry-run}. */
    static String word(Enum<?> constant) {
        return lower(constant.name());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the value of a key; empty if nothing is written.
     *
     * @throws IllegalArgumentException says what the text must be, and what it is
     */
    Optional<T> read(WrittenSettings written, String key) {
        List<String> texts = new ArrayList<>();
        for (String text : isList ? written.texts(key) : written.text(key).stream().toList()) {
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(parser.apply(texts));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "must be " + words + ", but is " + String.join(",", texts), unreadable);
        }
    }
}
