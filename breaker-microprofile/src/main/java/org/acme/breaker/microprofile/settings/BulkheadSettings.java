package org.acme.breaker.microprofile.settings;

import org.eclipse.microprofile.faulttolerance.Bulkhead;

/**
 * The values of {@code @Bulkhead}.
 *
 * @param value how many calls at once
 * @param waitingTaskQueue how many asynchronous ones may wait
 */
public record BulkheadSettings(int value, int waitingTaskQueue) {

    static BulkheadSettings read(Bulkhead written, Members members) {
        BulkheadSettings settings =
                new BulkheadSettings(
                        members.number("value", written.value()),
                        members.number("waitingTaskQueue", written.waitingTaskQueue()));
        members.require(settings.value >= 1, "value", "at least 1", settings.value);
        members.require(
                settings.waitingTaskQueue >= 1,
                "waitingTaskQueue",
                "at least 1",
                settings.waitingTaskQueue);
        return settings;
    }
}
