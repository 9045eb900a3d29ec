package org.acme.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {

    private final LiveLines lines = new LiveLines(new Terminal(Ansi.PLAIN, 90));

    @Test
    void healthyLanes_standSideBySide() {
        LanesView view =
                new LanesView(List.of(Views.healthy("protected"), Views.healthy("unprotected")));

        assertThat(lines.line(-3.4, view))
                .isEqualTo(
                        "   -4 s  100.0 %   84 ms     9 ms  closed          0"
                                + " |  100.0 %   84 ms     9 ms       0");
    }

    @Test
    void fault_isMarked_andTheBreakerThatIsNotClosedIsShown() {
        String line = lines.line(12, new LanesView(List.of(Views.open(), Views.collapsed())));

        assertThat(line)
                .isEqualTo(
                        "! +12 s   99.9 %  612 ms     9 ms  open          120"
                                + " |    3.2 %   5.0 s    4.9 s       -");
    }

    @Test
    void laneThatIsNotKnown_isDashes() {
        assertThat(lines.line(0, new LanesView(List.of()))).contains(" - ").startsWith("   +0 s");
    }

    @Test
    void lines_fitOnATerminalOf90Characters_underTheirHeader() {
        String line = lines.line(12, new LanesView(List.of(Views.open(), Views.collapsed())));

        assertThat(lines.header()).allMatch(header -> header.length() <= 90);
        assertThat(line.length()).isLessThanOrEqualTo(90);
        assertThat(lines.header().get(1).indexOf('|')).isEqualTo(line.indexOf('|'));
        assertThat(lines.header().get(0).indexOf('|')).isEqualTo(line.indexOf('|'));
    }

    @Test
    void narrowTerminal_getsFewerColumns() {
        LiveLines narrow = new LiveLines(new Terminal(Ansi.PLAIN, 60));

        String line = narrow.line(12, new LanesView(List.of(Views.open(), Views.collapsed())));

        assertThat(line).isEqualTo("! +12 s   99.9 %  612 ms  open      |    3.2 %   5.0 s");
        assertThat(narrow.header()).allMatch(header -> header.length() <= 60);
        assertThat(narrow.header())
                .allMatch(header -> header.indexOf('|') == line.indexOf('|'))
                .last()
                .asString()
                .contains("answered", "breaker")
                .doesNotContain("pending");
    }

    @Test
    void terminal_getsColoursByHowManyWereAnswered() {
        LiveLines coloured = new LiveLines(new Terminal(Ansi.ANSI, 90));

        String line = coloured.line(0, new LanesView(List.of(Views.open(), Views.collapsed())));

        assertThat(line).startsWith("\u001B[32m").contains("\u001B[31m");
    }
}
