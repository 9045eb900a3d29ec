package org.acme.launcher.play;

/**
 * What the output is shown on.
 *
 * @param ansi whether it has colours
 * @param columns how many characters fit on a line
 */
public record Terminal(Ansi ansi, int columns) {

    /** Where nothing is known of its width. */
    public static final int USUAL_COLUMNS = 100;
}
