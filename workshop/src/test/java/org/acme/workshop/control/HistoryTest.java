package org.acme.workshop.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept, what is answered, and that readers share it. */
class HistoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final History history = new History(2000);

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void nothingYet_isAnEmptyList() {
        assertThat(after(Instant.MIN)).isEqualTo("[]");
    }

    @Test
    void since_leavesOutWhatIsKnown() {
        add(1);
        add(2);
        add(3);

        assertThat(after(Instant.MIN)).isEqualTo("[1,2,3]");
        assertThat(after(NOON.plusSeconds(1))).isEqualTo("[2,3]");
        assertThat(after(NOON.plusSeconds(2).minusMillis(1))).isEqualTo("[2,3]");
        assertThat(after(NOON.plusSeconds(3))).isEqualTo("[]");
    }

    @Test
    void theOldestGo_whenThereAreTooMany() {
        for (int i = 0; i <= History.MOST_PICTURES; i++) {
            add(i);
        }

        assertThat(after(Instant.MIN)).startsWith("[1,2,").endsWith(",299,300]");
    }

    /** Whatever is in a picture, all of them together stay within a fixed number of bytes. */
    @Test
    void theOldestGo_whenTheyAreTooLarge() {
        for (int i = 1; i <= 9; i++) {
            history.add(NOON.plusSeconds(i), Integer.toString(i).repeat(600).getBytes(UTF_8));
        }

        assertThat(after(Instant.MIN)).hasSize(3 * 600 + "[,,]".length()).startsWith("[7");
    }

    /** 200 readers cost no more than one: all have slices of the same memory, which is direct. */
    @Test
    void readers_shareOneEdition_whichIsFreedByTheLastOfThem() {
        add(1);
        add(2);
        List<ByteBuf> readers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            readers.add(history.after(Instant.MIN));
        }
        long addresses =
                readers.stream()
                        .map(answer -> answer.nioBuffers()[1])
                        .map(HistoryTest::address)
                        .distinct()
                        .count();
        assertThat(addresses).isEqualTo(1);
        assertThat(readers).allMatch(ByteBuf::isDirect);

        add(3);

        assertThat(readers).allMatch(answer -> answer.toString(UTF_8).equals("[1,2]"));
        readers.subList(1, 200).forEach(ByteBuf::release);
        assertThat(readers.get(0).toString(UTF_8)).isEqualTo("[1,2]");
        assertThat(readers.get(0).release()).as("freed").isTrue();
        assertThat(after(Instant.MIN)).isEqualTo("[1,2,3]");
    }

    private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

    private static long address(java.nio.ByteBuffer buffer) {
        return io.netty.util.internal.PlatformDependent.directBufferAddress(buffer);
    }

    private void add(int number) {
        history.add(NOON.plusSeconds(number), Integer.toString(number).getBytes(UTF_8));
    }

    private String after(Instant since) {
        ByteBuf answer = history.after(since);
        try {
            return answer.toString(UTF_8);
        } finally {
            answer.release();
        }
    }
}
