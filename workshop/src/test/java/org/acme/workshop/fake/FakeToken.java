package org.acme.workshop.fake;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The token that a pretended checkout's breakers want, and where one was sent to. */
public final class FakeToken {

    private final List<String> sentTo = new CopyOnWriteArrayList<>();
    private volatile String wanted = "";

    /** From now on nobody operates breakers without it; with "" everybody does. */
    public void want(String token) {
        wanted = token;
    }

    /** The paths that some token was sent to. */
    public List<String> sentTo() {
        return List.copyOf(sentTo);
    }

    /** Answers 401 where the token is wanted and isn't there. */
    void guard(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        String sent = request.getHeader("Authorization");
        if (sent != null) {
            sentTo.add(request.path());
        }
        if (!wanted.isEmpty()
                && request.path().startsWith("/breakers")
                && !("Bearer " + wanted).equals(sent)) {
            request.response().setStatusCode(401).end("{}");
        } else {
            handler.handle(request);
        }
    }
}
