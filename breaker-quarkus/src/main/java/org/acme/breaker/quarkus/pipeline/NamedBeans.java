package org.acme.breaker.quarkus.pipeline;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.pipeline.Pipeline;

/**
 * Makes {@code @Inject @Named("payment") Pipeline} and {@code CircuitBreaker} work: collects the
 * names at the injection points during the build and adds a bean for each. Found through {@code
 * META-INF/services}.
 */
public final class NamedBeans implements BuildCompatibleExtension {

    private static final String NAME = "name";
    private static final String NAMES = "names";

    private final Set<String> pipelines = new TreeSet<>();
    private final Set<String> breakers = new TreeSet<>();

    /** Collects the names at the injection points of every bean. */
    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        for (InjectionPointInfo point : bean.injectionPoints()) {
            if (isOf(Pipeline.class, point.type())) {
                addName(point, pipelines);
            } else if (isOf(CircuitBreaker.class, point.type())) {
                addName(point, breakers);
            }
        }
    }

    private static boolean isOf(Class<?> wanted, Type type) {
        return type.isClass() && type.asClass().declaration().name().equals(wanted.getName());
    }

    private static void addName(InjectionPointInfo point, Set<String> names) {
        for (AnnotationInfo qualifier : point.qualifiers()) {
            if (qualifier.name().equals(Named.class.getName())) {
                names.add(qualifier.value().asString());
            }
        }
    }

    /** Adds a bean for each name. */
    @Synthesis
    public void add(SyntheticComponents beans) {
        for (String name : pipelines) {
            beans.addBean(Pipeline.class)
                    .type(Pipeline.class)
                    .qualifier(NamedLiteral.of(name))
                    .scope(Singleton.class)
                    .withParam(NAME, name)
                    .createWith(PipelineBean.class);
        }
        for (String name : breakers) {
            beans.addBean(CircuitBreaker.class)
                    .type(CircuitBreaker.class)
                    .qualifier(NamedLiteral.of(name))
                    .scope(Singleton.class)
                    .withParam(NAME, name)
                    .createWith(BreakerBean.class);
        }
        Set<String> all = new TreeSet<>(pipelines);
        all.addAll(breakers);
        beans.addBean(InjectedNames.class)
                .type(InjectedNames.class)
                .scope(Singleton.class)
                .withParam(NAMES, all.toArray(String[]::new))
                .createWith(InjectedNamesBean.class);
    }

    /** Creates the pipeline bean of a name. */
    public static final class PipelineBean implements SyntheticBeanCreator<Pipeline> {
        @Override
        public Pipeline create(Instance<Object> lookup, Parameters params) {
            return lookup.select(Pipelines.class).get().pipeline(params.get(NAME, String.class));
        }
    }

    /** Creates the breaker bean of a name. */
    public static final class BreakerBean implements SyntheticBeanCreator<CircuitBreaker> {
        @Override
        public CircuitBreaker create(Instance<Object> lookup, Parameters params) {
            return lookup.select(Pipelines.class).get().breaker(params.get(NAME, String.class));
        }
    }

    /** Creates the bean that holds all names. */
    public static final class InjectedNamesBean implements SyntheticBeanCreator<InjectedNames> {
        @Override
        public InjectedNames create(Instance<Object> lookup, Parameters params) {
            Set<String> names = new LinkedHashSet<>();
            for (String name : params.get(NAMES, String[].class)) {
                names.add(name);
            }
            return new InjectedNames(names);
        }
    }
}
