package org.acme.breaker.quarkus.admin;

import java.util.List;
import java.util.concurrent.Flow;

/** Keeps the lines of a stream that doesn't end. */
record Lines(List<String> lines) implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
}
