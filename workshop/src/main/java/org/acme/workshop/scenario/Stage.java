package org.acme.workshop.scenario;

import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.jspecify.annotations.Nullable;

/** What the runner does to the services. Blocks; tells in words what didn't work. */
@ApplicationScoped
class Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ServiceClient services;

    @Inject
    Stage(ServiceClient services) {
        this.services = services;
    }

    /** A step could not be done. */
    static final class StepFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        StepFailedException(String reason) {
            super(reason);
        }
    }

    /** Begins a fault in every lane that it is for. */
    void inject(Step.Inject fault) throws StepFailedException, InterruptedException {
        for (Lane lane : fault.lanes()) {
            send(HttpMethod.POST, lane, fault.service(), "/faults", fault.json(), 201);
        }
    }

    /** Ends every fault of every stub in both lanes. */
    void endFaults() throws StepFailedException, InterruptedException {
        for (Lane lane : Lane.all()) {
            for (Service service : Service.faulty()) {
                send(HttpMethod.DELETE, lane, service, "/faults", null, 204);
            }
        }
    }

    /** Ends what can be ended, however the services are. */
    List<String> tryToEndFaults() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            for (Service service : Service.faulty()) {
                try {
                    send(HttpMethod.DELETE, lane, service, "/faults", null, 204);
                } catch (StepFailedException unreachable) {
                    failed.add(String.valueOf(unreachable.getMessage()));
                }
            }
        }
        return failed;
    }

    /** Closes and empties the breakers of the protected lane. */
    void resetBreakers() throws StepFailedException, InterruptedException {
        send(HttpMethod.POST, Lane.PROTECTED, Service.CHECKOUT, "/breakers/reset", null, 200);
    }

    private void send(
            HttpMethod method,
            Lane lane,
            Service service,
            String path,
            @Nullable String json,
            int expected)
            throws StepFailedException, InterruptedException {
        String where = service.label() + " of the " + lane.label() + " lane";
        try {
            Exchange.Answer answer =
                    services.send(method, lane, service, path, json, PATIENCE)
                            .toCompletableFuture()
                            .get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
            boolean fine = answer.status() == expected || answer.status() == 204;
            if (!fine) {
                throw new StepFailedException(
                        "%s %s: %s answered %d %s"
                                .formatted(method, path, where, answer.status(), said(answer)));
            }
        } catch (ExecutionException | TimeoutException unreachable) {
            throw new StepFailedException(method + " " + path + ": " + where + " doesn't answer");
        }
    }

    private static String said(Exchange.Answer answer) {
        String text = answer.body().toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
