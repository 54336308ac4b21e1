package org.sillok.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Headers of every answer, unless the resource set its own: nothing is kept by browsers or proxies, nothing is guessed
 * or framed, and a page loads nothing.
 */
@ApplicationScoped
class ResponseHeaders {
    private static final int PRIORITY = 990;
    private static final String CLOSED =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Swagger UI brings its own scripts and styles, some inline; it talks to this service only. */
    private static final String SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(done -> add(context));
                    context.next();
                },
                PRIORITY);
    }

    private static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        absent(headers, "Cache-Control", "no-store");
        absent(headers, "X-Content-Type-Options", "nosniff");
        absent(headers, "Referrer-Policy", "no-referrer");
        absent(headers, "Cross-Origin-Resource-Policy", "same-origin");
        absent(
                headers,
                "Content-Security-Policy",
                context.normalizedPath().startsWith("/q/swagger-ui") ? SWAGGER : CLOSED);
    }

    private static void absent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
