package org.acme.gateway.capacity;

import java.util.concurrent.RejectedExecutionException;

/**
 * Thrown when all workers are busy and the queue is full. It has no stack trace: overload must not
 * cost more than work.
 */
public final class BankFullException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    BankFullException() {
        super("the bank's queue is full (gateway.bank.queue)");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
