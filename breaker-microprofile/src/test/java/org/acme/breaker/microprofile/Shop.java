package org.acme.breaker.microprofile;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** A bean with one method of each kind; without a client proxy, so that its fields can be read. */
@Singleton
class Shop {

    final AtomicInteger calls = new AtomicInteger();

    @Inject Cart cart;

    /** Lives as long as a request. */
    @RequestScoped
    static class Cart {
        String content() {
            return "tea";
        }
    }

    private String answer() throws IOException {
        calls.incrementAndGet();
        throw new IOException("down");
    }

    @BreakerName("payment")
    @CircuitBreaker(requestVolumeThreshold = 2, delay = 1, delayUnit = ChronoUnit.HOURS)
    String breaking() throws IOException {
        return answer();
    }

    @CircuitBreaker(requestVolumeThreshold = 2, delay = 1, delayUnit = ChronoUnit.HOURS)
    @Fallback(fallbackMethod = "closed")
    String withFallback(String customer) throws IOException {
        return answer();
    }

    private String closed(String customer) {
        return "closed, " + customer;
    }

    @Retry(maxRetries = 3, delay = 0, jitter = 0)
    String retried() throws IOException {
        return answer();
    }

    @Retry(maxRetries = 3, delay = 0, jitter = 0)
    String configured() throws IOException {
        return answer();
    }

    @Retry(maxRetries = 3, delay = 0, jitter = 0)
    String switchedOff() throws IOException {
        return answer();
    }

    @Timeout(50)
    String tooSlow() throws InterruptedException {
        new CountDownLatch(1).await();
        return "late";
    }

    @Bulkhead(1)
    String crowded(Runnable inside) {
        inside.run();
        return "fine";
    }

    @Asynchronous
    Future<String> future() {
        return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }

    @Asynchronous
    CompletionStage<String> stageOfARequest() {
        return CompletableFuture.completedFuture(cart.content());
    }

    @Asynchronous
    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    CompletionStage<String> stage() throws IOException {
        return CompletableFuture.completedFuture(answer());
    }

    @Asynchronous
    @Timeout(50)
    @Fallback(fallbackMethod = "inTime")
    CompletionStage<String> stageThatNeverEnds() {
        return new CompletableFuture<>();
    }

    private CompletionStage<String> inTime() {
        return CompletableFuture.completedFuture("in time");
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    Uni<String> uni() {
        return Uni.createFrom().item(calls::incrementAndGet).map(this::thirdTimeLucky);
    }

    private String thirdTimeLucky(int attempt) {
        if (attempt < 3) {
            throw new IllegalStateException("attempt " + attempt);
        }
        return "fine";
    }
}
