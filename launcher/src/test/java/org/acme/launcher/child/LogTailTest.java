package org.acme.launcher.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void lastLines_withoutBlankOnesAndStackFrames() throws IOException {
        Path log =
                Files.writeString(
                        folder.resolve("a.log"),
                        """
                        first
                        ERROR it broke

                        java.lang.IllegalStateException: no room
                        \tat org.acme.Shop.open(Shop.java:3)
                        \t... 12 more
                        """);

        assertThat(LogTail.of(log, 2))
                .containsExactly("ERROR it broke", "java.lang.IllegalStateException: no room");
    }

    @Test
    void noLog_noLines() {
        assertThat(LogTail.of(folder.resolve("none.log"), 5)).isEmpty();
    }
}
