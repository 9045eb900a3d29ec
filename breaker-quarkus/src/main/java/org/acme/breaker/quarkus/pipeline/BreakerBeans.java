package org.acme.breaker.quarkus.pipeline;

import io.quarkus.arc.DefaultBean;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.pipeline.ContextPropagation;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.FurtherSettings;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.context.ThreadContext;

/** Provides the parts that an application may replace by its own beans. */
final class BreakerBeans {

    @Produces
    @Singleton
    @DefaultBean
    Ticker ticker() {
        return Ticker.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    CircuitBreakerRegistry registry(Ticker ticker) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
    }

    @Produces
    @Singleton
    NamedSettings named(Config config) {
        return new NamedSettings(config.unwrap(SmallRyeConfig.class));
    }

    /** Carries request, security and whatever else has a provider. */
    @Produces
    @Singleton
    @DefaultBean
    ContextPropagation context(ThreadContext context) {
        return context::currentContextExecutor;
    }

    @Produces
    @Singleton
    Customizers customizers(@Any Instance<PipelineCustomizer> beans) {
        PipelineCustomizer none = new PipelineCustomizer() {};
        return name -> {
            Instance<PipelineCustomizer> own = beans.select(NamedLiteral.of(name));
            Instance<PipelineCustomizer> ofHosts =
                    beans.select(NamedLiteral.of(BreakersConfig.HOSTS));
            if (!own.isUnsatisfied()) {
                return own.get();
            }
            return PipelineFactory.isHost(name) ? ofHosts.get() : none;
        };
    }

    @Produces
    @Singleton
    OtherKeys otherKeys(@Any Instance<FurtherSettings> beans) {
        Set<String> keys = new TreeSet<>();
        beans.forEach(bean -> keys.addAll(bean.keys()));
        return new OtherKeys(keys);
    }
}
