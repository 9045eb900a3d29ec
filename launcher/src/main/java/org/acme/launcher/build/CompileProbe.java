package org.acme.launcher.build;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles one class in the same way as the build. Only that shows whether a Java can build: some
 * packages have {@code javac} but not the descriptions of older releases, others have both but no
 * {@code javac} in {@code bin}.
 */
public final class CompileProbe {

    private static final String RELEASE = "17";

    private CompileProbe() {}

    /** Returns a sentence with a remedy; empty if this Java compiles. */
    public static Optional<String> trouble() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return Optional.of(
                    "This Java (%s) has no compiler: install a JDK 17 or newer and set JAVA_HOME to it."
                            .formatted(home()));
        }
        StringWriter said = new StringWriter();
        try {
            boolean compiled =
                    compiler.getTask(
                                    said,
                                    null,
                                    problem -> said.write(problem.getMessage(Locale.ROOT)),
                                    // The compiler stops before it would write a class file.
                                    List.of(
                                            "--release",
                                            RELEASE,
                                            "-proc:none",
                                            "-Xlint:none",
                                            "--should-stop=ifNoError=FLOW"),
                                    null,
                                    List.of(new Source()))
                            .call();
            return compiled ? Optional.empty() : Optional.of(sentence(said.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.of(sentence(String.valueOf(e.getMessage())));
        }
    }

    private static String sentence(String said) {
        return "This Java (%s) cannot compile for Java %s (%s): install a complete JDK, such as openjdk-%s-jdk, and set JAVA_HOME to it."
                .formatted(
                        home(),
                        RELEASE,
                        said.strip().lines().findFirst().orElse("no reason"),
                        RELEASE);
    }

    private static String home() {
        return System.getProperty("java.home");
    }

    /** The source of the class that is compiled. */
    private static final class Source extends SimpleJavaFileObject {
        Source() {
            super(URI.create("string:///CompileProbeSubject.java"), JavaFileObject.Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "interface CompileProbeSubject {}";
        }
    }
}
