package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acme.systemtest.chaos.Link.Delivery;
import org.acme.systemtest.chaos.Link.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy does to bytes what a network does. */
class LinkTest {

    private static final int SILENCE_MILLIS = 300;

    private final CopyOnWriteArrayList<String> arrived = new CopyOnWriteArrayList<>();
    private ServerSocket service;
    private Link link;

    @BeforeEach
    void plug() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        link = new Link(service.getLocalPort());
    }

    @AfterEach
    void unplug() throws IOException {
        link.close();
        service.close();
    }

    @Test
    void open_bytesGoBothWays() throws IOException {
        try (Socket caller = call("hello")) {
            assertThat(read(caller)).isEqualTo("heard hello");
        }
        assertThat(link.lateCalls()).isZero();
    }

    @Test
    void delayedRequest_arrivesAlthoughItsCallerHasLeft() throws IOException {
        link.delay(Way.TO_SERVICE, Duration.ofSeconds(1));

        call("late").close();

        await().atMost(Duration.ofSeconds(60)).until(() -> arrived.contains("late"));
        assertThat(link.lateCalls()).isEqualTo(1);
    }

    @Test
    void heldRequest_arrivesWhenTheLinkHeals() throws IOException {
        link.set(Way.TO_SERVICE, Delivery.HELD);

        try (Socket caller = call("held")) {
            assertSilent(caller);
            assertThat(arrived).isEmpty();
            link.heal();
            assertThat(read(caller)).isEqualTo("heard held");
        }
    }

    @Test
    void lostAnswer_theWorkIsDone_andTheConnectionNeverRecovers() throws IOException {
        link.set(Way.TO_CALLER, Delivery.LOST);

        try (Socket caller = call("worked")) {
            assertSilent(caller);
            assertThat(arrived).containsExactly("worked");
            link.heal();
            assertThatThrownBy(() -> read(caller)).isInstanceOf(IOException.class);
        }
        try (Socket caller = call("again")) {
            assertThat(read(caller)).isEqualTo("heard again");
        }
    }

    @Test
    void cut_refusesEverybodyUntilItHeals() throws IOException {
        try (Socket caller = call("before")) {
            assertThat(read(caller)).isEqualTo("heard before");
            link.cut();
            assertThatThrownBy(() -> read(caller)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(
                        () -> {
                            try (Socket caller = call("during")) {
                                read(caller);
                            }
                        })
                .isInstanceOf(IOException.class);
        link.heal();
        try (Socket caller = call("after")) {
            assertThat(read(caller)).isEqualTo("heard after");
        }
        assertThat(arrived).containsExactly("before", "after");
    }

    private Socket call(String words) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), link.port());
        caller.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        return caller;
    }

    private static String read(Socket caller) throws IOException {
        caller.setSoTimeout(60_000);
        byte[] buffer = new byte[100];
        int n = caller.getInputStream().read(buffer);
        if (n < 0) {
            throw new IOException("closed");
        }
        return new String(buffer, 0, n, StandardCharsets.UTF_8);
    }

    private static void assertSilent(Socket caller) throws IOException {
        caller.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> caller.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
    }

    private void serve() {
        while (!service.isClosed()) {
            try (Socket caller = service.accept()) {
                byte[] buffer = new byte[100];
                int n = caller.getInputStream().read(buffer);
                if (n > 0) {
                    String words = new String(buffer, 0, n, StandardCharsets.UTF_8);
                    arrived.add(words);
                    caller.getOutputStream()
                            .write(("heard " + words).getBytes(StandardCharsets.UTF_8));
                    caller.getInputStream().read();
                }
            } catch (IOException e) {
                // the caller has left
            }
        }
    }
}
