package org.acme.simulation;

import java.time.Duration;
import java.util.function.Supplier;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Delays, loses, repeats and reorders requests and responses. A request does its work when it
 * arrives, even if its sender has stopped waiting.
 */
final class Network {

    private record Answer(@Nullable Object value, @Nullable RuntimeException failure) {}

    private final History history;

    Network(History history) {
        this.history = history;
    }

    /** Sends a request and waits at most {@code timeout} for the response. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller knows the type of the result
    <T> T call(
            Replica.Life sender,
            String service,
            String request,
            Duration timeout,
            Supplier<T> work) {
        sender.step();
        Scheduler.Waiter waiter = history.scheduler.new Waiter();
        Chances chances = history.chances();
        if (history.happens(chances.refused())) {
            answer(waiter, new Answer(null, failure(service, Kind.SERVER_ERROR)));
        } else {
            send(waiter, service, request, work);
            if (history.happens(chances.twice())) {
                history.records.count("sent twice: " + word(request));
                send(waiter, service, request, work);
            }
        }
        history.scheduler.after(
                timeout.toNanos(),
                () -> waiter.resume(new Answer(null, failure(service, Kind.TIMEOUT))));
        Answer answer = (Answer) waiter.await();
        sender.step();
        if (answer == null) {
            throw new IllegalStateException("a waiter without an answer");
        }
        if (answer.failure() != null) {
            history.trace(sender.name(), request + " fails: " + answer.failure().getMessage());
            throw answer.failure();
        }
        return (T) answer.value();
    }

    private void send(Scheduler.Waiter waiter, String service, String request, Supplier<?> work) {
        if (history.happens(history.chances().lost())) {
            history.trace("network", request + " is lost");
            return;
        }
        long sentAt = history.scheduler.now();
        history.scheduler.after(
                history.travel(),
                () -> {
                    if (history.scheduler.now() - sentAt > History.SECOND) {
                        history.records.count("late by more than 1 s: " + word(request));
                    }
                    answer(waiter, work(service, request, work));
                });
    }

    private Answer work(String service, String request, Supplier<?> work) {
        if (history.isAway(service)) {
            return new Answer(null, failure(service, Kind.REFUSED));
        }
        Answer answer;
        try {
            answer = new Answer(work.get(), null);
        } catch (RuntimeException e) {
            answer = new Answer(null, e);
        }
        history.trace(
                service,
                request + " -> " + (answer.failure() == null ? answer.value() : answer.failure()));
        return answer;
    }

    private void answer(Scheduler.Waiter waiter, Answer answer) {
        if (!history.happens(history.chances().lost())) {
            history.scheduler.after(history.travel(), () -> waiter.resume(answer));
        }
    }

    private static RemoteFailure failure(String service, Kind kind) {
        return new RemoteFailure(service, kind, "");
    }

    private static String word(String request) {
        return request.substring(0, request.indexOf(' '));
    }
}
