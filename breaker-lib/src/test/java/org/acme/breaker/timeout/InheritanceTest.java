package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The timer's threads keep nothing of the caller that started them. Reported by
 * https://github.com/spring-projects/spring-security/issues/6856,
 * https://github.com/eclipse-ee4j/glassfish/issues/17142 and
 * https://github.com/Netflix/Hystrix/issues/109.
 */
class InheritanceTest {

    private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

    private final DaemonTimer timer = DaemonTimer.named("inheriting");

    /** What a thread can be asked for. */
    private record Found(@Nullable String user, @Nullable ClassLoader loader) {

        static Found here() {
            return new Found(USER.get(), Thread.currentThread().getContextClassLoader());
        }
    }

    @AfterEach
    void close() {
        USER.remove();
        timer.close();
    }

    @Test
    void threads_inheritNeitherThreadLocalsNorClassLoader() throws IOException {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        CompletableFuture<Found> onTimer = new CompletableFuture<>();
        CompletableFuture<Found> after = new CompletableFuture<>();
        try (URLClassLoader tenant = new URLClassLoader(new URL[0], before)) {
            self.setContextClassLoader(tenant);
            USER.set("Alice");
            timer.schedule(() -> onTimer.complete(Found.here()), 1);
            timer.scheduleUsersCode(() -> after.complete(Found.here()), 1);
        } finally {
            self.setContextClassLoader(before);
        }

        Found nothing = new Found(null, ClassLoader.getSystemClassLoader());
        assertThat(onTimer.join()).isEqualTo(nothing);
        assertThat(after.join()).isEqualTo(nothing);
    }

    @Test
    void whatATaskLeavesBehind_isGoneBeforeTheNext() {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Found> next = new CompletableFuture<>();
        timer.handOver(
                () -> {
                    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
                    Thread.currentThread().interrupt();
                });
        timer.handOver(
                () -> {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                    next.complete(Found.here());
                });

        assertThat(interrupted.join()).isFalse();
        assertThat(next.join().loader()).isSameAs(ClassLoader.getSystemClassLoader());
    }

    /** Uses a timer; loaded anew, as the class of an application that is undeployed later. */
    public static final class Tenant implements Consumer<DaemonTimer> {

        @Override
        public void accept(DaemonTimer timer) {
            Timeout.of("tenant", Duration.ofDays(1), timer)
                    .callAsync(CompletableFuture::new, Deadline.none())
                    .cancel(true);
            timer.handOver(new Done());
        }
    }

    /** Keeps nothing. */
    public static final class Done implements Runnable {

        @Override
        public void run() {}
    }

    @Test
    void applicationThatStartedTheThreads_canBeUnloaded() throws Exception {
        WeakReference<ClassLoader> loader = new WeakReference<>(runTenant());
        assertThat(timer.isRunning()).isTrue();
        assertThat(timer.continuationThreads()).isPositive();
        timer.scheduleUsersCode(() -> {}, Duration.ofHours(1).toNanos());

        await().until(
                        () -> {
                            System.gc();
                            return loader.get() == null;
                        });

        assertThat(timer.isRunning()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private ClassLoader runTenant() throws Exception {
        TenantLoader loader = new TenantLoader();
        Consumer<DaemonTimer> tenant =
                (Consumer<DaemonTimer>)
                        loader.loadClass(Tenant.class.getName())
                                .getDeclaredConstructor()
                                .newInstance();
        Thread request = new Thread(() -> tenant.accept(timer), "request");
        request.setContextClassLoader(loader);
        request.start();
        request.join();
        return loader;
    }

    /** Defines the tenant's classes, in a protection domain of their own. */
    private static final class TenantLoader extends ClassLoader {

        TenantLoader() {
            super(InheritanceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean tenants =
                    name.equals(Tenant.class.getName()) || name.equals(Done.class.getName());
            return tenants ? define(name) : super.loadClass(name, resolve);
        }

        private synchronized Class<?> define(String name) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in == null ? new byte[0] : in.readAllBytes();
                CodeSource source = new CodeSource(null, (Certificate[]) null);
                return defineClass(
                        name, code, 0, code.length, new ProtectionDomain(source, null, this, null));
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
