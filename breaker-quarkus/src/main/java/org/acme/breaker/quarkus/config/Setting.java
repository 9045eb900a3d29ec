package org.acme.breaker.quarkus.config;

/**
 * One setting of a name, as parsed and as documented.
 *
 * @param key its key, such as {@code open-wait.factor}
 * @param type how its text becomes a value
 * @param standard the text of its default, or of the value that switches a part off; empty: none
 * @param allowed which values are allowed, in the words of the documentation
 * @param meaning what it does, in the words of the documentation
 */
public record Setting<T>(
        String key, SettingType<T> type, String standard, String allowed, String meaning) {

    /** Returns its row in the table of the documentation. */
    String documentation() {
        String given = standard.isEmpty() ? "–" : "`" + standard + "`";
        return "| `" + key + "` | " + given + " | " + allowed + " | " + meaning + " |";
    }
}
