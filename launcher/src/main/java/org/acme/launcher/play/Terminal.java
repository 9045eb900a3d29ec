package org.acme.launcher.play;

/**
 * Describes the terminal that shows the output.
 *
 * @param ansi whether it has colours
 * @param columns how many characters fit on a line
 */
public record Terminal(Ansi ansi, int columns) {

    /** Returns a terminal of unknown width. */
    public static final int USUAL_COLUMNS = 100;
}
