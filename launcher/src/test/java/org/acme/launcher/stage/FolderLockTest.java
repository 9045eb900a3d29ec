package org.acme.launcher.stage;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.acme.launcher.child.StartFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void secondOne_isRefused_untilTheFirstLetsGo() throws Exception {
        FolderLock first = FolderLock.in(folder);
        FolderLock second = FolderLock.in(folder);
        first.take();

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(second::take)
                .withMessageContaining("Another ./demo is running or building in this folder");

        first.release();
        second.take();
        second.release();
    }
}
