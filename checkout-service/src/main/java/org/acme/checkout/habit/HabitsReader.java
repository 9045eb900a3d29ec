package org.acme.checkout.habit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.acme.checkout.problem.FieldError;
import org.acme.checkout.problem.JsonBody;
import org.acme.checkout.problem.Problem;
import org.acme.checkout.problem.ProblemException;

/** Reads habits from JSON and says all that is wrong with it. */
final class HabitsReader {

    private static final Set<String> FIELDS =
            Set.of(
                    "oneBreakerForAll",
                    "noFallback",
                    "retryInsideBreaker",
                    "onlyTimeoutsCount",
                    "hastyTimeoutMillis",
                    "hastyRetries",
                    "seconds");

    private static final int MAX_ERRORS = 20;
    private static final int MAX_SHOWN = 40;

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private HabitsReader(JsonNode body) {
        this.body = body;
    }

    /** Habits for a while. */
    record Wish(Habits habits, Duration lasts) {}

    static Wish read(byte[] json) {
        HabitsReader reader = new HabitsReader(JsonBody.object(json));
        Wish wish = reader.wish();
        if (!reader.errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(reader.errors));
        }
        return wish;
    }

    private Wish wish() {
        body.fieldNames().forEachRemaining(this::checkKnown);
        Habits habits =
                new Habits(
                        flag("oneBreakerForAll"),
                        flag("noFallback"),
                        flag("retryInsideBreaker"),
                        flag("onlyTimeoutsCount"),
                        number("hastyTimeoutMillis", 0, 60_000, 0),
                        number("hastyRetries", 0, 10, 0));
        return new Wish(habits, Duration.ofSeconds(number("seconds", 1, 3600, 60)));
    }

    private void checkKnown(String name) {
        if (!FIELDS.contains(name) && errors.size() < MAX_ERRORS) {
            String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) : name;
            errors.add(new FieldError(shown, "is unknown"));
        }
    }

    private boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            errors.add(new FieldError(name, "must be true or false"));
        }
        return value.asBoolean(false);
    }

    private int number(String name, int least, int most, int unless) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return unless;
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            errors.add(
                    new FieldError(
                            name, "must be a whole number from %d to %d".formatted(least, most)));
            return unless;
        }
        return value.intValue();
    }
}
