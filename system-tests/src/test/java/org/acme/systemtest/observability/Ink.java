package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Colours and words of a panel, as its JSON has them. */
record Ink(JsonNode config) {

    private static final List<String> PALETTE =
            List.of(
                    "#73BF69", "#F2CC0C", "#5794F2", "#FF9830", "#F2495C", "#B877D9", "#8AB8FF",
                    "#37872D", "#C4162A", "#705DA0");
    private static final Map<String, String> NAMED =
            Map.ofEntries(
                    Map.entry("green", "#73BF69"),
                    Map.entry("red", "#F2495C"),
                    Map.entry("dark-red", "#C4162A"),
                    Map.entry("yellow", "#FADE2A"),
                    Map.entry("light-yellow", "#FFEE52"),
                    Map.entry("blue", "#5794F2"),
                    Map.entry("purple", "#B877D9"),
                    Map.entry("light-purple", "#DEB6F2"),
                    Map.entry("text", "#BBBBBB"));

    /** What a value is called and how it's coloured. */
    record Word(String text, String color) {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String css(String color) {
        return NAMED.getOrDefault(color, color);
    }

    String color(String name, int index) {
        for (JsonNode override : config.path("overrides")) {
            if (matches(override.path("matcher"), name)) {
                return css(
                        override.path("properties")
                                .path(0)
                                .path("value")
                                .path("fixedColor")
                                .asText());
            }
        }
        return PALETTE.get(index % PALETTE.size());
    }

    boolean isDashed(String name) {
        for (JsonNode override : config.path("overrides")) {
            if (matches(override.path("matcher"), name)) {
                return override.path("properties").size() > 1;
            }
        }
        return false;
    }

    private static boolean matches(JsonNode matcher, String name) {
        String options = matcher.path("options").asText();
        return matcher.path("id").asText().equals("byRegexp")
                ? Pattern.compile(options).matcher(name).find()
                : options.equals(name);
    }

    Word word(double value) {
        for (JsonNode mapping : config.path("defaults").path("mappings")) {
            JsonNode options = mapping.path("options");
            JsonNode exact = options.path(Long.toString(Math.round(value)));
            if (exact.isObject()) {
                return word(exact);
            }
            if (options.has("from") && value >= options.path("from").asDouble()) {
                return word(options.path("result"));
            }
        }
        return new Word(Double.toString(value), "#BBBBBB");
    }

    private static Word word(JsonNode result) {
        return new Word(result.path("text").asText(), css(result.path("color").asText()));
    }

    /** A number with the panel's unit. */
    String number(double value) {
        String unit = config.path("defaults").path("unit").asText();
        if (unit.equals("percentunit")) {
            return String.format(Locale.ROOT, "%.0f %%", value * 100);
        }
        String digits = value == 0 || value >= 10 ? "%.0f" : value >= 1 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, digits, value);
        return switch (unit) {
            case "s" -> text + " s";
            case "reqps", "cps" -> text + "/s";
            default -> text;
        };
    }
}
