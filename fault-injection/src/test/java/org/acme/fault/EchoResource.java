package org.acme.fault;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A service to break: answers what it was sent, and counts what it has worked on. */
@Path("/echo")
public class EchoResource {

    static final AtomicInteger WORKED = new AtomicInteger();

    @POST
    public String echo(String body) {
        WORKED.incrementAndGet();
        return body;
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
