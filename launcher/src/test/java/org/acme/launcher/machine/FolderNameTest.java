package org.acme.launcher.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/ü", "/a#b", "/it's", "/a-b_c.d", "/日本", "/a,b", "/a@b=c"})
    void ordinaryName_isFine(String path) {
        assertThat(FolderName.problem(Path.of(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a!b", "/[a]", "/a*", "/$x", "/a:b", "/`x`", "/a\\b", "/a\"b", "/a\nb"})
    void nameThatToolsMisread_isRefusedByItsCharacter(String path) {
        assertThat(FolderName.problem(Path.of(path))).isPresent();
    }
}
