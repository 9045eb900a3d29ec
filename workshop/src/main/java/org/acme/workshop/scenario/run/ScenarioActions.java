package org.acme.workshop.scenario.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.scenario.file.Setting;
import org.acme.workshop.scenario.file.Step;
import org.jspecify.annotations.Nullable;

/**
 * Performs the runner's actions on the services. Blocks; failures have a message for the audience.
 */
@ApplicationScoped
class ScenarioActions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final ServiceClient services;

    @Inject
    ScenarioActions(ServiceClient services) {
        this.services = services;
    }

    /** Thrown if a step could not be done. */
    static final class StepFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        StepFailedException(String reason) {
            super(reason);
        }
    }

    /**
     * The time for which a fault was active: from the time at which the first stub started it to
     * the time at which the last one ends it.
     */
    record InForce(Instant from, Instant to) {}

    /** Starts a fault in every lane of the step, at the same time. */
    InForce inject(Step.Inject fault) throws StepFailedException, InterruptedException {
        List<CompletableFuture<Exchange.Answer>> sent = new ArrayList<>();
        for (Lane lane : fault.lanes()) {
            sent.add(send(HttpMethod.POST, lane, fault.service(), "/faults", fault.json()));
        }
        List<Instant> began = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String what = what("POST /faults", fault.lanes().get(i), fault.service());
            began.add(began(expect(what, sent.get(i), 201)));
        }
        return new InForce(Collections.min(began), Collections.max(began).plus(fault.lasts()));
    }

    private static Instant began(Exchange.Answer answer) {
        try {
            return Instant.parse(
                    JSON.readTree(answer.body().getBytes()).path("startedAt").asText());
        } catch (IOException | DateTimeException notTold) {
            return Instant.now();
        }
    }

    /** Ends every fault of every stub in both lanes. */
    void endFaults() throws StepFailedException, InterruptedException {
        for (Lane lane : Lane.all()) {
            for (Service service : Service.faulty()) {
                end(lane, service);
            }
        }
    }

    /** Ends all faults that can be ended, even if some services don't respond. */
    List<String> tryToEndFaults() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            for (Service service : Service.faulty()) {
                try {
                    end(lane, service);
                } catch (StepFailedException unreachable) {
                    failed.add(String.valueOf(unreachable.getMessage()));
                }
            }
        }
        return failed;
    }

    /** Closes and empties the breakers of the protected lane. */
    void resetBreakers() throws StepFailedException, InterruptedException {
        expect(
                what("POST /breakers/reset", Lane.PROTECTED, Service.CHECKOUT),
                send(HttpMethod.POST, Lane.PROTECTED, Service.CHECKOUT, "/breakers/reset", null),
                200);
    }

    /** Changes a setting in every lane of the step. */
    void change(Step.Change change) throws StepFailedException, InterruptedException {
        Setting setting = change.setting();
        for (Lane lane : change.lanes()) {
            expect(
                    what(setting.change() + " " + setting.path(), lane, setting.service()),
                    send(setting.change(), lane, setting.service(), setting.path(), change.json()),
                    200);
        }
    }

    /** Restores a setting; does nothing if it can't be changed there. */
    void restore(Setting setting) throws StepFailedException, InterruptedException {
        for (Lane lane : setting.isOfBreaker() ? List.of(Lane.PROTECTED) : Lane.all()) {
            String what = what(setting.restore() + " " + setting.path(), lane, setting.service());
            CompletableFuture<Exchange.Answer> sent =
                    send(
                            setting.restore(),
                            lane,
                            setting.service(),
                            setting.path(),
                            setting.restoreJson());
            if (answer(what, sent).status() != FORBIDDEN) {
                expect(what, sent, setting.isOfBreaker() ? 200 : 204);
            }
        }
    }

    private void end(Lane lane, Service service) throws StepFailedException, InterruptedException {
        expect(
                what("DELETE /faults", lane, service),
                send(HttpMethod.DELETE, lane, service, "/faults", null),
                204);
    }

    private CompletableFuture<Exchange.Answer> send(
            HttpMethod method, Lane lane, Service service, String path, @Nullable String json) {
        return services.send(method, lane, service, path, json, TIMEOUT).toCompletableFuture();
    }

    private static String what(String request, Lane lane, Service service) {
        return "%s: %s of the %s lane".formatted(request, service.label(), lane.label());
    }

    private static Exchange.Answer expect(
            String what, CompletableFuture<Exchange.Answer> sent, int status)
            throws StepFailedException, InterruptedException {
        Exchange.Answer answer = answer(what, sent);
        if (answer.status() == UNAUTHORIZED) {
            throw new StepFailedException(
                    "%s returned 401: %s".formatted(what, ServiceClient.TOKEN_WANTED));
        }
        if (answer.status() != status) {
            throw new StepFailedException(
                    "%s returned %d %s".formatted(what, answer.status(), said(answer)));
        }
        return answer;
    }

    private static Exchange.Answer answer(String what, CompletableFuture<Exchange.Answer> sent)
            throws StepFailedException, InterruptedException {
        try {
            return sent.get(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unreachable) {
            throw new StepFailedException(what + " does not respond");
        }
    }

    private static String said(Exchange.Answer answer) {
        String text = answer.body().toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
