package org.acme.breaker.quarkus.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see and control breakers: nobody unless {@code breaker.admin.enabled}; with a
 * configured token, only clients that send it; and never a page of another origin through a user's
 * browser.
 */
@Singleton
final class AdminAccess {

    private static final String BEARER = "bearer ";
    private static final Set<String> ONLY_LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private final boolean enabled;
    private final byte @Nullable [] token;

    AdminAccess(BreakersConfig config) {
        enabled = config.admin().enabled();
        token = config.admin().token().map(AdminAccess::bytes).orElse(null);
    }

    /** Returns why this request is rejected; {@code null} if it is allowed. */
    @Nullable Problem refusal(ContainerRequestContext request) {
        if (!enabled) {
            return Problem.of(
                    403,
                    "admin-disabled",
                    "The admin endpoint is off",
                    "start the application with BREAKER_ADMIN_ENABLED=true to see and control its"
                            + " breakers");
        }
        if (token != null && !isToken(request.getHeaderString(HttpHeaders.AUTHORIZATION), token)) {
            return Problem.of(
                    401,
                    "token-required",
                    "A token is required",
                    "send the configured token as Authorization: Bearer <token>");
        }
        if (!ONLY_LOOKING.contains(request.getMethod()) && isFromAnotherSite(request)) {
            return Problem.of(
                    403,
                    "foreign-origin",
                    "Pages of another origin cannot control breakers",
                    "the Origin header does not match the address of this server");
        }
        return null;
    }

    /** Compares in constant time, so that the time does not reveal how much of a token is right. */
    private static boolean isToken(@Nullable String authorization, byte[] token) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return false;
        }
        return MessageDigest.isEqual(token, bytes(authorization.substring(BEARER.length()).trim()));
    }

    private static boolean isFromAnotherSite(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        if (origin == null) {
            return false;
        }
        try {
            return !String.valueOf(URI.create(origin).getAuthority())
                    .equalsIgnoreCase(request.getHeaderString(HttpHeaders.HOST));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
