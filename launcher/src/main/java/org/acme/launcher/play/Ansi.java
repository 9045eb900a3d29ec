package org.acme.launcher.play;

/** Colours the output on a terminal, and does nothing elsewhere. */
public enum Ansi {
    PLAIN("", "", "", "", ""),
    ANSI("\u001B[32m", "\u001B[33m", "\u001B[31m", "\u001B[2m", "\u001B[0m");

    private final String green;
    private final String yellow;
    private final String red;
    private final String dim;
    private final String end;

    Ansi(String green, String yellow, String red, String dim, String end) {
        this.green = green;
        this.yellow = yellow;
        this.red = red;
        this.dim = dim;
        this.end = end;
    }

    public String good(String text) {
        return green + text + end;
    }

    public String odd(String text) {
        return yellow + text + end;
    }

    public String bad(String text) {
        return red + text + end;
    }

    public String quiet(String text) {
        return dim + text + end;
    }
}
