package org.acme.launcher.front;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prints the list of scenarios: first the failures, then the lessons about common mistakes.
 *
 * @param titles by the scenario's name
 */
record Listing(Map<String, String> titles) {

    private static final String LESSON = "lesson-";

    void print(PrintStream out) {
        out.println("Scenarios:");
        print(out, name -> !name.startsWith(LESSON));
        out.println();
        out.println("Lessons, each showing a harmful setting and its fix:");
        print(out, name -> name.startsWith(LESSON));
    }

    private void print(PrintStream out, Predicate<String> wanted) {
        titles.forEach(
                (name, title) -> {
                    if (wanted.test(name)) {
                        out.println("  " + name + " ".repeat(gap(name)) + title);
                    }
                });
    }

    private static int gap(String name) {
        return Math.max(1, 31 - name.length());
    }
}
