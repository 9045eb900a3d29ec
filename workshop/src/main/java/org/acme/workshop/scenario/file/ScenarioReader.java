package org.acme.workshop.scenario.file;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.workshop.scenario.file.Scenario.Line;
import org.acme.workshop.scenario.file.Scenario.Rung;
import org.acme.workshop.traffic.TrafficConfig;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a scenario file, strictly: an unknown key, unit, metric or word makes the file invalid, and
 * each mistake is reported with its line.
 */
public final class ScenarioReader {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final Pattern RATE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)/s");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");

    private final String file;
    private final List<String> mistakes = new ArrayList<>();

    private ScenarioReader(String file) {
        this.file = file;
    }

    /**
     * @param file the file's name, ending in .yaml
     * @throws InvalidScenarioException with all that is wrong
     */
    public static Scenario read(String file, String content) throws InvalidScenarioException {
        ScenarioReader reader = new ScenarioReader(file);
        Scenario scenario = reader.scenario(reader.parse(content));
        if (!reader.mistakes.isEmpty()) {
            throw new InvalidScenarioException(reader.mistakes);
        }
        return scenario;
    }

    private @Nullable Node parse(String content) throws InvalidScenarioException {
        if (content.length() > MOST_CHARACTERS) {
            throw new InvalidScenarioException(List.of(file + ":1: is longer than 64 KiB"));
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            return new Yaml(options).compose(new StringReader(content));
        } catch (MarkedYAMLException notYaml) {
            int line =
                    notYaml.getProblemMark() == null ? 1 : notYaml.getProblemMark().getLine() + 1;
            throw new InvalidScenarioException(
                    List.of(file + ":" + line + ": " + notYaml.getProblem()));
        } catch (YAMLException notYaml) {
            throw new InvalidScenarioException(List.of(file + ":1: " + notYaml.getMessage()));
        }
    }

    private Scenario scenario(@Nullable Node root) {
        YamlMapping top = YamlMapping.of(file, mistakes, root);
        top.allow(
                "title",
                "teaches",
                "say",
                "traffic",
                "warm-up",
                "duration",
                "steps",
                "rungs",
                "expect");
        double rate = 0;
        double share = 1;
        Optional<YamlMapping> traffic = top.block("traffic");
        if (traffic.isPresent()) {
            traffic.get().allow("arrivals", "checkouts");
            rate = rate(traffic.get(), "arrivals");
            share = share(traffic.get());
        } else {
            top.wrong("traffic", "is missing");
        }
        Duration duration = top.duration("duration");
        if (duration.compareTo(LONGEST) > 0) {
            top.wrong("duration", "must be at most 10m");
        }
        List<Step> steps = steps(top, duration);
        return new Scenario(
                file.replaceAll("\\.ya?ml$", ""),
                top.text("title"),
                top.text("teaches"),
                top.text("say"),
                rate,
                share,
                warmUp(top),
                duration,
                steps,
                expectations(top, steps),
                rungs(top, duration));
    }

    private static Duration warmUp(YamlMapping top) {
        Duration warmUp = top.duration("warm-up");
        if (warmUp.compareTo(Duration.ofMinutes(1)) > 0) {
            top.wrong("warm-up", "must be at most 1m");
        }
        return warmUp;
    }

    static double rate(YamlMapping block, String key) {
        String text = block.text(key);
        Matcher matcher = RATE.matcher(text);
        double most = Double.parseDouble(TrafficConfig.HIGHEST_RATE);
        if (matcher.matches() && Double.parseDouble(matcher.group(1)) <= most) {
            return Double.parseDouble(matcher.group(1));
        }
        if (block.has(key)) {
            block.wrong(
                    key,
                    "must be a rate such as 50/s, at most %s/s, but is '%s'"
                            .formatted(TrafficConfig.HIGHEST_RATE, text));
        }
        return 0;
    }

    private static double share(YamlMapping traffic) {
        String text = traffic.optionalText("checkouts").orElse("50%");
        Matcher matcher = PERCENT.matcher(text);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= 100) {
            return Integer.parseInt(matcher.group(1)) / 100.0;
        }
        traffic.wrong("checkouts", "must be a share from 0% to 100%, but is '" + text + "'");
        return 1;
    }

    private List<Step> steps(YamlMapping top, Duration duration) {
        List<Step> steps = new ArrayList<>();
        for (Node node : top.list("steps")) {
            YamlMapping block = YamlMapping.of(file, mistakes, node);
            StepReader.read(block).ifPresent(steps::add);
            if (block.optionalDuration("at").orElse(Duration.ZERO).compareTo(duration) > 0) {
                block.wrong("at", "is after the end of the run");
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        return List.copyOf(steps);
    }

    private List<Rung> rungs(YamlMapping top, Duration duration) {
        List<Rung> rungs = new ArrayList<>();
        for (Node node : top.list("rungs")) {
            YamlMapping block = YamlMapping.of(file, mistakes, node);
            block.allow("name", "from", "to");
            Rung rung = new Rung(block.text("name"), block.duration("from"), block.duration("to"));
            if (rung.to().compareTo(rung.from()) <= 0 || rung.to().compareTo(duration) > 0) {
                block.wrong("to", "must be after from, and not after the end of the run");
            }
            rungs.add(rung);
        }
        return List.copyOf(rungs);
    }

    private List<Line> expectations(YamlMapping top, List<Step> steps) {
        List<Line> lines = new ArrayList<>();
        boolean fault = steps.stream().map(Step::bare).anyMatch(Step.Inject.class::isInstance);
        for (Node node : top.list("expect")) {
            int number = YamlMapping.line(node);
            if (!(node instanceof ScalarNode scalar)) {
                top.wrong(number, "an expectation must be one sentence");
                continue;
            }
            try {
                Expectation expectation = ExpectationReader.read(scalar.getValue());
                lines.add(new Line(scalar.getValue().strip(), number, expectation));
                if (!fault && scalar.getValue().contains(" fault")) {
                    top.wrong(number, "refers to the fault, but no step injects one");
                }
            } catch (NotUnderstoodException wrong) {
                top.wrong(number, String.valueOf(wrong.getMessage()));
            }
        }
        if (lines.isEmpty() && !top.has("expect")) {
            top.wrong("expect", "is missing");
        }
        return List.copyOf(lines);
    }
}
