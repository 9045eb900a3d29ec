package org.acme.breaker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.acme.breaker.redis.RealFleet.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three replicas and a real server that is stopped, paused, flushed, killed and cut off. */
@Tag("deep")
@Timeout(180)
class RealServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RealFleet fleet = new RealFleet();

    @SuppressWarnings("NullAway.Init") // set before each test
    private RedisProcess server;

    @BeforeEach
    void start() throws IOException {
        server = new RedisProcess();
    }

    @AfterEach
    void stop() {
        fleet.close();
        server.close();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    private void startThree(String url) {
        for (int i = 0; i < 3; i++) {
            fleet.add("shop", url);
        }
        until(() -> fleet.allConnected() && fleet.allCounted());
    }

    private void openTwoOfThree() {
        fleet.members.get(0).fail();
        fleet.members.get(1).fail();
        until(fleet::allOpen);
    }

    @Test
    void twoOfThree_openAll_andOneProbeClosesAll() {
        startThree(server.url());
        openTwoOfThree();

        until(fleet::allCloseByCalls);
    }

    @Test
    void stoppedServer_leavesLoneBreakers_andIsJoinedAgain() throws Exception {
        startThree(server.url());
        server.signal("STOP");
        until(fleet::allAlone);

        fleet.members.get(0).fail();
        assertThat(fleet.members.get(0).isOpen()).isTrue();
        assertThat(fleet.members.get(1).isClosed()).isTrue();

        server.signal("CONT");
        until(() -> fleet.allConnected() && fleet.allCounted());
        until(fleet::allCloseByCalls);
    }

    @Test
    void pausedServer_leavesLoneBreakers_andIsJoinedAgain() throws Exception {
        startThree(server.url());
        say("CLIENT PAUSE 6000\r\n");
        until(fleet::allAlone);

        until(() -> fleet.allConnected() && fleet.allCounted());
    }

    @Test
    void flushedServer_learnsTheEpochAgain_andAllClose() throws Exception {
        startThree(server.url());
        openTwoOfThree();
        long epoch = fleet.members.get(0).replica.status("payment").epoch();

        say("FLUSHALL\r\n");

        until(fleet::allCloseByCalls);
        until(
                () ->
                        fleet.members.stream()
                                .allMatch(it -> it.replica.status("payment").epoch() >= epoch));
    }

    @Test
    void killedServer_thatIsStartedAgain_isJoinedAgain() throws Exception {
        startThree(server.url());
        openTwoOfThree();
        server.kill();
        until(fleet::allAlone);
        until(fleet::allCloseByCalls);

        server.start();
        until(() -> fleet.allConnected() && fleet.allCounted());
        openTwoOfThree();
        until(fleet::allCloseByCalls);
    }

    @Test
    void connectionsThatAreDeadWithoutAWord_areReplaced() throws Exception {
        try (TcpRelay relay = new TcpRelay(server.port)) {
            startThree(relay.url());

            relay.forgetConnections();

            until(() -> fleet.members.stream().allMatch(it -> it.timesAlone > 0));
            until(() -> fleet.allConnected() && fleet.allCounted());
        }
    }

    @Test
    void callsDoNotWait_whileTheServerIsStopped() throws Exception {
        startThree(server.url());
        server.signal("STOP");
        Member member = fleet.members.get(0);

        for (int i = 0; i < 100_000; i++) {
            member.call(true);
        }

        assertThat(member.isClosed()).isTrue();
        server.signal("CONT");
    }

    @Test
    void serverWithAPassword_isNamedAsSuch() throws Exception {
        try (RedisProcess locked = new RedisProcess("--requirepass", "secret")) {
            Member member = fleet.add("shop", locked.url());

            until(() -> member.alone.contains("set quarkus.redis.fleet.password"));
        }
    }

    @Test
    void secondApplicationInTheSameFleet_isRefused_andTheFirstGoesOn() {
        startThree(server.url());

        Member other = fleet.add("another-shop", server.url());

        until(() -> other.alone.contains("belongs to the application 'shop'"));
        assertThat(fleet.members.get(0).replica.isConnected()).isTrue();
        other.fail();
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void serverOfACluster_isNamedAsSuch() throws Exception {
        aloneBecauseOf("-MOVED 866 127.0.0.1:7001\r\n", "client-type=cluster");
    }

    @Test
    void serverWithoutScripts_isNamedAsTooOld() throws Exception {
        aloneBecauseOf("-ERR unknown command 'SCRIPT'\r\n", "the server is too old");
    }

    /** A server that answers the handshake as an old one does, and every script with an error. */
    private void aloneBecauseOf(String error, String sentence) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(listening, error), "old-server");
            answering.setDaemon(true);
            answering.start();
            Member member = fleet.add("shop", "redis://127.0.0.1:" + listening.getLocalPort());

            until(() -> member.alone.contains(sentence));
        }
    }

    private static void answer(ServerSocket listening, String error) {
        byte[] buffer = new byte[65_536];
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                InputStream in = client.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String asked = new String(buffer, 0, read, StandardCharsets.UTF_8);
                    String answer =
                            asked.contains("HELLO") ? "-ERR unknown command 'HELLO'\r\n" : error;
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException gone) {
                // The next connection, or the end of the test.
            }
        }
    }

    private void say(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('+');
        }
    }
}
