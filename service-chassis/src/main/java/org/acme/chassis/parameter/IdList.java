package org.acme.chassis.parameter;

import java.util.List;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads up to 50 ids from a query. */
public final class IdList {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._:-]{1,64}(,[A-Za-z0-9._:-]{1,64}){0,49}");

    private IdList() {}

    /**
     * Returns the ids of the list.
     *
     * @param kind what they are ids of, for the message
     * @throws ProblemException 400, if there are none, too many, or one that cannot be an id
     */
    public static List<String> parse(@Nullable String text, String kind) {
        if (text == null || !FORM.matcher(text).matches()) {
            throw ProblemException.invalid(
                    "ids", "must be 1 to 50 " + kind + " ids, separated by commas");
        }
        return List.of(text.split(","));
    }
}
