package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.Optional;

/** Reads one step of a scenario. */
final class StepReader {

    private static final String ONE_OF =
            "a step needs one of: fault, arrivals, gateway, habits, payment-breaker,"
                    + " inventory-breaker, usual, end, reset";

    private StepReader() {}

    static Optional<Step> read(YamlMapping block) {
        block.allow(
                "at",
                "note",
                "fault",
                "arrivals",
                "gateway",
                "habits",
                "payment-breaker",
                "inventory-breaker",
                "usual",
                "end",
                "reset");
        Optional<String> note = block.optionalText("note");
        return bare(block).map(step -> note.isPresent() ? new Step.Noted(step, note.get()) : step);
    }

    private static Optional<Step> bare(YamlMapping block) {
        Duration at = block.duration("at");
        for (Setting setting : Setting.values()) {
            if (block.has(setting.label())) {
                return block.block(setting.label())
                        .map(change -> SettingReader.read(at, setting, change));
            }
        }
        if (block.has("fault")) {
            return block.block("fault").map(fault -> FaultReader.read(at, fault));
        }
        if (block.has("arrivals")) {
            double rate = ScenarioReader.rate(block, "arrivals");
            return Optional.of(new Step.ChangeRate(at, rate));
        }
        if (block.has("usual")) {
            return usual(at, block);
        }
        if (block.has("end")) {
            return word(block, "end", "faults", new Step.EndFaults(at));
        }
        if (block.has("reset")) {
            return word(block, "reset", "breakers", new Step.ResetBreakers(at));
        }
        block.wrong(block.line(), ONE_OF);
        return Optional.empty();
    }

    private static Optional<Step> usual(Duration at, YamlMapping block) {
        Optional<Setting> setting = Setting.of(block.text("usual"));
        if (setting.isEmpty()) {
            block.wrong(
                    "usual",
                    "is unknown; allowed: gateway, habits, payment-breaker, inventory-breaker");
        }
        return setting.map(which -> new Step.Usual(at, which));
    }

    private static Optional<Step> word(YamlMapping block, String key, String allowed, Step step) {
        if (!block.text(key).equals(allowed)) {
            block.wrong(key, "must be '" + allowed + "'");
        }
        return Optional.of(step);
    }
}
