package org.sillok.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers that are made before the request's body was read. What follows on the connection would be the rest of the
 * body, and the client may not look at the answer before it has sent that: so the answer says that the connection ends,
 * the rest is read and dropped for a while ({@link Swallowing}), and then the connection is closed (RFC 9112, sections
 * 9.3 and 9.6). Of HTTP/2 it is only the stream that ends, and the connection is left to the others.
 */
@ApplicationScoped
class UnreadBodies {
    /** Above what looks at the caller: those refusals come earliest of all. */
    private static final int PRIORITY = 1000;
    /** An announced body that is no larger than this is worth reading to keep the connection. */
    private static final long SMALL = 64 * 1024;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (bringsBody(context.request())) {
                        watch(context);
                    }
                    context.next();
                },
                PRIORITY);
    }

    private static boolean bringsBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || !request.headers().getAll(HttpHeaders.CONTENT_LENGTH).stream()
                        .allMatch("0"::equals);
    }

    private static void watch(RoutingContext context) {
        // Of the connection: an answer may be written by any thread.
        Context loop = context.vertx().getOrCreateContext();
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            context.addEndHandler(done -> loop.runOnContext(now -> {
                if (!request.isEnded()) {
                    new Swallowing(context.vertx(), request, false).begin();
                }
            }));
            return;
        }
        context.addHeadersEndHandler(now -> {
            if (!hasEnded(request) && !isSmall(request)) {
                request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        context.addEndHandler(done -> loop.runOnContext(now -> {
            boolean closes = request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
            if (closes || !request.isEnded()) {
                new Swallowing(context.vertx(), request, closes).begin();
            }
        }));
    }

    /** A request that is paused says of itself that it has not ended, also when nothing is left of it. */
    private static boolean hasEnded(HttpServerRequest request) {
        request.resume();
        return request.isEnded();
    }

    /** Whoever waits for permission may send either the body or the next request, and nobody can tell which. */
    private static boolean isSmall(HttpServerRequest request) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return announced != null
                && announced.matches("[0-9]{1,5}")
                && Long.parseLong(announced) <= SMALL
                && !request.headers().contains(HttpHeaders.EXPECT);
    }
}
