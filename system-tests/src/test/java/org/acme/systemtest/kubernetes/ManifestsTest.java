package org.acme.systemtest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files under {@code kubernetes/}: each check of {@link Check}, with and without kubectl. */
class ManifestsTest {

    @ParameterizedTest
    @EnumSource
    void files_haveNoProblem(Check check) throws Exception {
        assertThat(check.problems(Manifests.all())).isEmpty();
    }

    @Test
    void rendered_isWhatTheChecksRead_andHasNoProblem() throws Exception {
        assumeThat(Kubectl.isInstalled())
                .as("kubectl is installed; without it, nothing is rendered")
                .isTrue();
        List<Resource> rendered = Kubectl.renderAll();

        for (Check check : Check.values()) {
            assertThat(check.problems(rendered)).as("%s", check).isEmpty();
        }
        assertThat(lanes(rendered)).isEqualTo(lanes(Manifests.all()));
    }

    /** Labels and variables of each lane's pods, but for what the stage sets on top. */
    private static Map<String, Map<String, String>> lanes(List<Resource> all) {
        Map<String, Map<String, String>> lanes = new TreeMap<>();
        for (Resource one : all) {
            if (one.hasPods() && one.labels().containsKey("lane")) {
                Map<String, String> facts = new TreeMap<>(one.labels());
                for (var variable : one.container().path("env")) {
                    facts.put(variable.path("name").asText(), one.value(variable));
                }
                facts.remove("CHECKOUT_SETTLEMENT_PER_SECOND");
                facts.put("grace", ShutdownTimes.grace(one).toString());
                lanes.put(one.name(), facts);
            }
        }
        return lanes;
    }
}
