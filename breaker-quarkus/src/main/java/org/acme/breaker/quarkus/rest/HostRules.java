package org.acme.breaker.quarkus.rest;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.breaker.quarkus.config.BreakersConfig;

/** The rules of all {@link HostPipelines}, unless the application has a bean of this name. */
@Singleton
@DefaultBean
@Named(BreakersConfig.HOSTS)
class HostRules extends RestClientRules {}
