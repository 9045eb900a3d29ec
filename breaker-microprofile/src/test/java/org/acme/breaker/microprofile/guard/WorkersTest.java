package org.acme.breaker.microprofile.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the code of users runs that is due by time. */
class WorkersTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** The beans of an application that has this producer of its executor, or has none. */
    @SuppressWarnings("unchecked")
    private static Instance<Object> beans(boolean resolvable, Supplier<ManagedExecutor> producer) {
        return (Instance<Object>)
                Proxy.newProxyInstance(
                        WorkersTest.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "select" -> proxy;
                                    case "isResolvable" -> resolvable;
                                    case "get" -> producer.get();
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private static ManagedExecutor executorThatThrows(Throwable thrown) {
        return (ManagedExecutor)
                Proxy.newProxyInstance(
                        WorkersTest.class.getClassLoader(),
                        new Class<?>[] {ManagedExecutor.class},
                        (proxy, method, arguments) -> {
                            throw thrown;
                        });
    }

    private String threadOfHandedOver(Workers workers) throws Exception {
        CompletableFuture<String> ran = new CompletableFuture<>();
        threads.execute(
                () -> workers.handOver(() -> ran.complete(Thread.currentThread().getName())));
        return ran.get(10, TimeUnit.SECONDS);
    }

    @Test
    void producerThatBlocks_holdsUpNoHandOver() throws Exception {
        CountDownLatch producing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Workers workers =
                new Workers(
                        beans(
                                true,
                                () -> {
                                    producing.countDown();
                                    try {
                                        release.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    throw new IllegalStateException("no executor");
                                }));
        threads.execute(() -> workers.execute(() -> {}));
        assertThat(producing.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(threadOfHandedOver(workers)).startsWith("breaker-timer");
    }

    @Test
    void executorThatThrowsAnything_losesNothingThatIsHandedOver() throws Exception {
        Workers workers =
                new Workers(beans(true, () -> executorThatThrows(new NoClassDefFoundError("x"))));
        workers.runHere(() -> {});

        assertThat(threadOfHandedOver(workers)).startsWith("breaker-timer");
    }

    @Test
    void withoutAnExecutor_whatIsHandedOverRunsOnTheTimersBoundedThreads() throws Exception {
        Workers workers =
                new Workers(
                        beans(
                                false,
                                () -> {
                                    throw new IllegalStateException("never asked for");
                                }));
        workers.runHere(() -> {});

        assertThat(threadOfHandedOver(workers)).startsWith("breaker-timer");
    }
}
