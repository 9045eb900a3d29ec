package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
                    Map.entry("orange", "#FF9830"),
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
        JsonNode fixed = property(name, "color").path("fixedColor");
        return fixed.isMissingNode() ? PALETTE.get(index % PALETTE.size()) : css(fixed.asText());
    }

    boolean isDashed(String name) {
        return property(name, "custom.lineStyle").path("fill").asText().equals("dash");
    }

    /** What the last override that fits says of a property. */
    private JsonNode property(String name, String id) {
        JsonNode found = MissingNode.getInstance();
        for (JsonNode override : config.path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (property.path("id").asText().equals(id)
                        && matches(override.path("matcher"), name)) {
                    found = property.path("value");
                }
            }
        }
        return found;
    }

    /** As Grafana reads a pattern: without slashes around it, it is one for the whole name. */
    private static boolean matches(JsonNode matcher, String name) {
        String options = matcher.path("options").asText();
        if (!matcher.path("id").asText().equals("byRegexp")) {
            return options.equals(name);
        }
        return options.matches("/.*/")
                ? Pattern.compile(options.substring(1, options.length() - 1)).matcher(name).find()
                : Pattern.compile(options).matcher(name).matches();
    }

    Word word(double value) {
        for (JsonNode mapping : config.path("defaults").path("mappings")) {
            JsonNode options = mapping.path("options");
            JsonNode exact = options.path(Long.toString(Math.round(value)));
            if (exact.isObject() && value == Math.rint(value)) {
                return word(exact, value);
            }
            if (options.has("from") && value >= options.path("from").asDouble()) {
                return word(options.path("result"), value);
            }
        }
        return new Word(Double.toString(value), "#BBBBBB");
    }

    /** A mapping without a text shows the number. */
    private Word word(JsonNode result, double value) {
        String text = result.has("text") ? result.path("text").asText() : number(value);
        return new Word(text, css(result.path("color").asText()));
    }

    /** A number with the panel's unit. */
    String number(double value) {
        String unit = config.path("defaults").path("unit").asText();
        if (unit.equals("percentunit")) {
            return String.format(Locale.ROOT, "%.0f %%", value * 100);
        }
        String digits = value == 0 || value >= 10 ? "%.0f" : value >= 1 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, digits, value);
        if (unit.startsWith("suffix:")) {
            return text + unit.substring("suffix:".length());
        }
        return switch (unit) {
            case "s" -> text + " s";
            case "reqps", "cps" -> text + "/s";
            default -> text;
        };
    }
}
