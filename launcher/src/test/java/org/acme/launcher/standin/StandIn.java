package org.acme.launcher.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A process that does what its first argument says, and otherwise nothing, for ever. */
public final class StandIn {

    private StandIn() {}

    /**
     * {@code idle}, {@code stubborn}, {@code ready FILE}, {@code end}, {@code fail} or {@code
     * parent COMMAND}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "idle" -> System.out.println("idle");
            case "stubborn" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(StandIn::forEver));
                System.out.println("stubborn");
            }
            case "ready" -> Files.createFile(Path.of(arguments[1]));
            case "end" -> {
                return;
            }
            case "fail" -> fail();
            case "parent" -> startAnother(arguments);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        forEver();
    }

    private static void fail() {
        System.out.println("the disk is full");
        throw new IllegalStateException("no room");
    }

    private static void startAnother(String[] arguments) throws IOException {
        String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
        Process child = new ProcessBuilder(command).start();
        System.out.println(child.pid());
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
