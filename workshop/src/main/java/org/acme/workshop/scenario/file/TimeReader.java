package org.acme.workshop.scenario.file;

import java.time.Duration;

/** Reads the time span or instant of an expectation. */
final class TimeReader {

    private final Tokens words;

    TimeReader(Tokens words) {
        this.words = words;
    }

    Span span() throws NotUnderstoodException {
        switch (words.peek()) {
            case "before", "during", "after" -> {
                String word = words.next("");
                if (words.peek().equals("the")) {
                    words.skip();
                }
                words.expect("fault");
                return word.equals("before")
                        ? new Span.BeforeTheFault()
                        : word.equals("during")
                                ? new Span.DuringTheFault()
                                : new Span.AfterTheFault();
            }
            case "from" -> {
                words.skip();
                Duration from = words.duration();
                words.expect("to");
                Duration to = words.duration();
                if (to.compareTo(from) <= 0) {
                    throw new NotUnderstoodException("a span must end after it begins");
                }
                return new Span.Between(from, to);
            }
            default -> {
                return new Span.WholeRun();
            }
        }
    }

    Anchor anchor() throws NotUnderstoodException {
        words.expect("of");
        if (!words.peek().equals("the")) {
            return new Anchor.At(words.duration());
        }
        words.skip();
        String what = words.next("fault or fault's end");
        if (what.equals("fault")) {
            return new Anchor.FaultBegins();
        }
        if (!what.equals("fault's")) {
            throw new NotUnderstoodException(
                    "'the " + what + "' is unknown; allowed: the fault, the fault's end");
        }
        words.expect("end");
        return new Anchor.FaultEnds();
    }
}
