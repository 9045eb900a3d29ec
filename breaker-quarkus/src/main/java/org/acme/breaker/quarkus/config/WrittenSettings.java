package org.acme.breaker.quarkus.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one name as somebody has written them: texts by key. */
public interface WrittenSettings {

    /**
     * Returns the text of a key.
     *
     * @throws IllegalArgumentException if it refers to something that does not exist
     */
    Optional<String> text(String key);

    /** Returns the texts of a key with several values; none if nothing is written. */
    default List<String> texts(String key) {
        return text(key).map(text -> Arrays.asList(text.split(",", -1))).orElse(List.of());
    }

    /** Returns settings from a map of texts by key, such as {@code minimum-calls}. */
    static WrittenSettings of(Map<String, String> texts) {
        return key -> Optional.ofNullable(texts.get(key));
    }
}
