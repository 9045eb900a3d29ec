package org.acme.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void nothingSaid_theUsualPorts() throws PortException {
        Ports ports = Ports.from(Map.of());

        assertThat(ports.controlRoom()).isEqualTo(8080);
        assertThat(ports.postgres()).isEqualTo(5433);
        assertThat(ports.of(Role.CHECKOUT, Lane.PROTECTED)).isEqualTo(8081);
        assertThat(ports.of(Role.INVENTORY, Lane.UNPROTECTED)).isEqualTo(8183);
    }

    @Test
    void variable_changesItsPort() throws PortException {
        Ports ports = Ports.from(Map.of("PAYMENT_UNPROTECTED_PORT", " 9182 "));

        assertThat(ports.of(Role.PAYMENT, Lane.UNPROTECTED)).isEqualTo(9182);
        assertThat(ports.of(Role.PAYMENT, Lane.PROTECTED)).isEqualTo(8082);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080.5", "99999999999"})
    void notAPort_isRefusedByName(String value) {
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> Ports.from(Map.of("CONTROL_ROOM_PORT", value)))
                .withMessage("CONTROL_ROOM_PORT must be a port from 1 to 65535, but is " + value);
    }

    @Test
    void twoAlike_areRefused() {
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> Ports.from(Map.of("CONTROL_ROOM_PORT", "8081")))
                .withMessage("CONTROL_ROOM_PORT and CHECKOUT_PROTECTED_PORT are both 8081");
    }

    @Test
    void takenPort_isNamedWithItsVariable() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            Ports ports = freeBut("CHECKOUT_PROTECTED_PORT", port);

            assertThat(ports.taken())
                    .hasValueSatisfying(
                            message ->
                                    assertThat(message)
                                            .contains("Port " + port)
                                            .contains("checkout-protected")
                                            .contains("CHECKOUT_PROTECTED_PORT="));
        }
    }

    private static Ports freeBut(String variable, String port) throws Exception {
        Map<String, String> environment = new HashMap<>();
        Ports.free().all().forEach((name, free) -> environment.put(name, free.toString()));
        environment.put(variable, port);
        return Ports.from(environment);
    }

    @Test
    void freePorts_areNotTaken() throws Exception {
        assertThat(Ports.free().taken()).isEmpty();
    }

    @Test
    void audience_isCheckedLikeEveryPort() throws Exception {
        assertThat(Ports.from(Map.of()).audience()).isEmpty();
        assertThat(Ports.from(Map.of("AUDIENCE_PORT", "8088")).audience()).hasValue(8088);
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> Ports.from(Map.of("AUDIENCE_PORT", "8081")))
                .withMessage("CHECKOUT_PROTECTED_PORT and AUDIENCE_PORT are both 8081");
        try (ServerSocket other = new ServerSocket(0)) {
            Ports ports = Ports.from(Map.of("AUDIENCE_PORT", "" + other.getLocalPort()));

            assertThat(ports.taken())
                    .hasValueSatisfying(message -> assertThat(message).contains("AUDIENCE_PORT="));
        }
    }

    @Test
    void portOfIpv6Only_isTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(freeBut("PAYMENT_PROTECTED_PORT", port).taken()).isPresent();
        } catch (BindException noIpv6) {
            Assumptions.abort("this machine has no IPv6");
        }
    }

    @Test
    void ownPostgres_isNotAnotherProgram() throws Exception {
        try (ServerSocket leftover = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ports ports = freeBut("POSTGRES_PORT", Integer.toString(leftover.getLocalPort()));

            assertThat(ports.taken(true)).isEmpty();
            assertThat(ports.taken(false)).isPresent();
        }
    }
}
