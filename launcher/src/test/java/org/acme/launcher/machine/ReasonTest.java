package org.acme.launcher.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/x/target"), "chown"),
                Arguments.of(
                        new UncheckedIOException(new AccessDeniedException("/x/target")), "chown"),
                Arguments.of(new NoSuchFileException("/x/target"), "is missing"),
                Arguments.of(new FileAlreadyExistsException("/x/target"), "needs a folder there"),
                Arguments.of(
                        new FileSystemException("/x/target", null, "No space left on device"),
                        "is full"),
                Arguments.of(
                        new FileSystemException("/x/target", null, "Read-only file system"),
                        "read-only"),
                Arguments.of(new FileSystemException("/x/target"), "cannot be used"),
                Arguments.of(new IOException("/x/target: No space left on device"), "is full"),
                Arguments.of(
                        new IOException("Cannot run program \"/x/target\": error=13"), "chmod"),
                Arguments.of(new IllegalStateException("/x/target"), "Please report it"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_isASentence_withThePlaceAndWhatToDo(Throwable failure, String remedy) {
        assertThat(Reason.of(failure)).contains("/x/target", remedy).hasLineCount(1);
    }
}
