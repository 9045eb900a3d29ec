package org.acme.breaker.microprofile.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Adds up what the reports say, by class, and complains unless as many tests as expected were run
 * and all of them passed. A test that is missing, skipped or could not be deployed is a failed one.
 */
public final class Tally {

    private static final String KIT = "org.eclipse.microprofile.fault.tolerance.tck";
    private static final List<String> NOT_PASSED = List.of("failure", "error", "skipped");

    private Tally() {}

    /** One test as the report has it. */
    private record Case(String packageName, String className, boolean passed) {

        static Case of(Element test) {
            String type = test.getAttribute("classname");
            int dot = type.lastIndexOf('.');
            String inKit = type.substring(0, dot).replace(KIT, "").replaceFirst("^\\.", "");
            return new Case(
                    inKit.isEmpty() ? "(root)" : inKit,
                    type.substring(dot + 1).replaceFirst("Test$", ""),
                    NOT_PASSED.stream()
                            .allMatch(bad -> test.getElementsByTagName(bad).getLength() == 0));
        }
    }

    /** Run and passed. */
    private record Sum(long run, long passed) {

        static Sum of(List<Case> cases) {
            return new Sum(cases.size(), cases.stream().filter(Case::passed).count());
        }

        @Override
        public String toString() {
            return run == passed ? String.valueOf(run) : passed + " of " + run;
        }
    }

    /**
     * Prints what the reports of a directory say.
     *
     * @param expected how many tests there must be
     * @throws IllegalStateException if there are fewer or more, or one has not passed
     */
    public static void check(Path reports, int expected)
            throws IOException, ParserConfigurationException, SAXException {
        List<Case> cases = read(reports);
        print(cases);
        Sum sum = Sum.of(cases);
        if (sum.run() != expected || sum.passed() != expected) {
            throw new IllegalStateException(
                    "all of "
                            + expected
                            + " tests of the kit must be run and pass, but "
                            + sum.run()
                            + " were run and "
                            + sum.passed()
                            + " passed");
        }
    }

    private static List<Case> read(Path reports)
            throws IOException, ParserConfigurationException, SAXException {
        List<Path> files;
        try (Stream<Path> all = Files.list(reports)) {
            files = all.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList();
        }
        Stream<Case> cases = Stream.empty();
        for (Path file : files) {
            NodeList tests =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("testcase");
            cases =
                    Stream.concat(
                            cases,
                            IntStream.range(0, tests.getLength())
                                    .mapToObj(i -> Case.of((Element) tests.item(i))));
        }
        return cases.toList();
    }

    private static void print(List<Case> cases) {
        System.out.println("| package | passed | by class |");
        System.out.println("|---|---|---|");
        by(cases, Case::packageName)
                .forEach(
                        (name, ofPackage) ->
                                System.out.println(
                                        "| `"
                                                + name
                                                + "` | "
                                                + Sum.of(ofPackage)
                                                + " | "
                                                + classes(ofPackage)
                                                + " |"));
        long classes = cases.stream().map(c -> c.packageName() + c.className()).distinct().count();
        System.out.println("| all | " + Sum.of(cases) + " | " + classes + " classes |");
    }

    private static String classes(List<Case> cases) {
        return by(cases, Case::className).entrySet().stream()
                .map(type -> type.getKey() + " " + Sum.of(type.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, List<Case>> by(List<Case> cases, Function<Case, String> key) {
        return cases.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }
}
