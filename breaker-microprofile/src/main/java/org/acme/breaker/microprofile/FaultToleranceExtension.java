package org.acme.breaker.microprofile;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.MethodConfig;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.lang.model.AnnotationTarget;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.acme.breaker.microprofile.guard.GuardedBeans;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Binds the interceptor to annotated classes and methods while the application is built, and
 * records the beans that have any, so that all annotations are checked before the first call. Found
 * through {@code META-INF/services}.
 */
public final class FaultToleranceExtension implements BuildCompatibleExtension {

    private static final String NAMES = "names";
    private static final String PRIORITY_KEY = "mp.fault.tolerance.interceptor.priority";
    private static final List<Class<? extends Annotation>> STANDARD =
            List.of(
                    Asynchronous.class,
                    Bulkhead.class,
                    CircuitBreaker.class,
                    Fallback.class,
                    Retry.class,
                    Timeout.class);

    private final Set<String> beans = new TreeSet<>();

    /** Binds the interceptor to everything with one of the six annotations. */
    @Enhancement(
            types = Object.class,
            withSubtypes = true,
            withAnnotations = {
                Asynchronous.class,
                Bulkhead.class,
                CircuitBreaker.class,
                Fallback.class,
                Retry.class,
                Timeout.class
            })
    public void bind(ClassConfig type) {
        if (isAnnotated(type.info())) {
            type.addAnnotation(Guarded.class);
        }
        for (MethodConfig method : type.methods()) {
            if (isAnnotated(method.info())) {
                method.addAnnotation(Guarded.class);
            }
        }
    }

    /** Sets the configured priority of the interceptor. */
    @Enhancement(types = FaultToleranceInterceptor.class)
    public void prioritize(ClassConfig interceptor) {
        ConfigProvider.getConfig()
                .getOptionalValue(PRIORITY_KEY, Integer.class)
                .ifPresent(
                        priority -> {
                            interceptor.removeAnnotation(
                                    a -> a.name().equals(Priority.class.getName()));
                            interceptor.addAnnotation(new PriorityLiteral(priority));
                        });
    }

    /** Records the bean if one of its methods has an annotation. */
    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        if (!bean.isClassBean()) {
            return;
        }
        ClassInfo type = bean.declaringClass();
        for (ClassInfo c = type; c != null; c = c.superClassDeclaration()) {
            if (isAnnotated(c) || c.methods().stream().anyMatch(m -> isAnnotated(m))) {
                beans.add(type.name());
                return;
            }
        }
    }

    private static boolean isAnnotated(AnnotationTarget target) {
        return STANDARD.stream().anyMatch(target::hasAnnotation);
    }

    /** Passes the recorded beans to the running application. */
    @Synthesis
    public void handOver(SyntheticComponents components) {
        components
                .addBean(GuardedBeans.class)
                .type(GuardedBeans.class)
                .scope(Singleton.class)
                .withParam(NAMES, beans.toArray(String[]::new))
                .createWith(GuardedBeansBean.class);
    }

    /** Creates the list bean. */
    public static final class GuardedBeansBean implements SyntheticBeanCreator<GuardedBeans> {
        @Override
        public GuardedBeans create(Instance<Object> lookup, Parameters params) {
            return new GuardedBeans(Set.of(params.get(NAMES, String[].class)));
        }
    }
}
