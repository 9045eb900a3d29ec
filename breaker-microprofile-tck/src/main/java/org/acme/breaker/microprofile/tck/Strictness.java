package org.acme.breaker.microprofile.tck;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/**
 * Interrupts a test that hangs (the kit's beans wait up to 1,000 s for a call that never comes) and
 * counts a skipped test as failed. Tells of failures at once: the report comes when all is over.
 */
public final class Strictness implements IInvokedMethodListener {

    private static final long LIMIT_SECONDS = 60;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "strictness");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Map<ITestResult, Future<?>> limits = new ConcurrentHashMap<>();

    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        Thread test = Thread.currentThread();
        limits.put(result, timer.schedule(test::interrupt, LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void afterInvocation(IInvokedMethod method, ITestResult result) {
        Future<?> limit = limits.remove(result);
        if (limit != null) {
            limit.cancel(false);
        }
        if (result.getStatus() == ITestResult.SKIP) {
            result.setStatus(ITestResult.FAILURE);
        }
        if (result.getStatus() == ITestResult.FAILURE) {
            System.err.println("FAILED " + method + ": " + result.getThrowable());
        }
    }
}
