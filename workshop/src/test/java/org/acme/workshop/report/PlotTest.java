package org.acme.workshop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.acme.workshop.report.Plot.Line;
import org.acme.workshop.report.Plot.Point;
import org.acme.workshop.scenario.run.Timeline.Window;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void line_isBrokenWhereThereIsNoValue() {
        Line line =
                new Line(
                        "protected",
                        List.of(
                                new Point(0, 0.0),
                                new Point(5, 100.0),
                                new Point(6, null),
                                new Point(10, 50.0)));

        String svg =
                new Plot(
                                "Answered <%>",
                                10, new Window(2, 4), List.of(2.0), Scale.percent(), List.of(line))
                        .svg();

        assertThat(svg)
                .contains("d=\"M64.0 160.0L504.0 10.0M944.0 85.0\"")
                .contains("class=\"fault\" x=\"240.0\"")
                .contains("Answered &lt;%&gt;")
                .doesNotContain("http");
    }

    @Test
    void scale_upTo_endsAtARoundNumberAboveTheHighest() {
        assertThat(Scale.upTo(0).most()).isEqualTo(4);
        assertThat(Scale.upTo(17).most()).isEqualTo(20);
        assertThat(Scale.upTo(150).most()).isEqualTo(200);
    }

    @Test
    void scale_millis_isLogarithmic() {
        Scale scale = Scale.millis();

        assertThat(scale.share(100)).isEqualTo(0.5);
        assertThat(scale.share(0)).isZero();
        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0);
        assertThat(scale.words(1000)).isEqualTo("1 s");
    }
}
