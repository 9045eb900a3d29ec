/**
 * A circuit breaker for the JVM, with retry, timeout, bulkhead, rate limiter and fallback. Needs
 * nothing but the JDK at run time.
 */
module org.acme.breaker {
    requires static org.jspecify;

    exports org.acme.breaker;
    exports org.acme.breaker.bulkhead;
    exports org.acme.breaker.chaos;
    exports org.acme.breaker.fallback;
    exports org.acme.breaker.hedge;
    exports org.acme.breaker.pipeline;
    exports org.acme.breaker.ratelimit;
    exports org.acme.breaker.retry;
    exports org.acme.breaker.timeout;
    exports org.acme.breaker.window;
}
