package org.acme.launcher.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initdb: error: cannot be run as root | ordinary user",
                "unshare: unshare failed: Operation not permitted | ordinary user",
                "unshare: failed to execute /x/bin/initdb: Permission denied | DEMO_DATA",
                "FATAL:  could not write lock file: No space left on device | DEMO_DATA",
                "FATAL:  data directory \"/mnt/c/x\" has invalid permissions | DEMO_DATA",
                "initdb: error: could not change permissions of directory | DEMO_DATA",
                "initdb: error: invalid locale settings; check LANG | LC_ALL=C.UTF-8",
                "Cannot run program \"/x/initdb\": error=2, No such file or directory | Alpine",
                "Cannot run program \"/x/initdb\": error=13, Permission denied | DEMO_DATA",
                "Error: Invalid or corrupt jarfile /x/quarkus-run.jar | target",
                "java.lang.OutOfMemoryError: unable to create native thread | memory"
            })
    void lastWords_tellWhatHelps(String words, String remedy) {
        assertThat(Troubles.remedy(List.of("something", words), 1))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(remedy));
    }

    /** On Windows a program without its libraries ends with this code and says nothing. */
    @Test
    void windowsWithoutTheRuntime_isKnownByItsExitCode() {
        assertThat(Troubles.remedy(List.of("initdb failed with exit code -1073741515"), 1))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("vc_redist"));
    }

    @Test
    void otherWords_haveNoRemedy() {
        assertThat(Troubles.remedy(List.of("all is quiet"), 1)).isEmpty();
    }
}
