package org.acme.fault.wire;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A service to break: answers what it was sent, and counts what it has worked on. */
@Path("/echo")
public class EchoResource {

    static final AtomicInteger WORKED = new AtomicInteger();

    /** Each request to {@code /echo/slow} needs one permit before its work is done. */
    static final Semaphore PERMITS = new Semaphore(0);

    static final AtomicInteger BEGUN = new AtomicInteger();

    @POST
    public String echo(String body) {
        WORKED.incrementAndGet();
        return body;
    }

    @POST
    @Path("/slow")
    public String slow(String body) throws InterruptedException {
        BEGUN.incrementAndGet();
        PERMITS.acquire();
        WORKED.incrementAndGet();
        return body;
    }

    @POST
    @Path("/held")
    public String held(String body) {
        WORKED.incrementAndGet();
        return body;
    }

    @DELETE
    @Path("/held")
    public void heldNothing() {
        WORKED.incrementAndGet();
    }

    @DELETE
    public void nothing() {
        WORKED.incrementAndGet();
    }

    @GET
    public String hello() {
        WORKED.incrementAndGet();
        return "hello";
    }
}
