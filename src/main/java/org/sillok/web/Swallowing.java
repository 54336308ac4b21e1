package org.sillok.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Reads the rest of a request that was answered, and drops it. A connection that is closed while bytes arrive is reset,
 * and a reset may destroy the answer before the client has read it. Bounded in time, and in bytes: beyond them nothing
 * more is taken from the line, and who listens has the time that is left. Belongs to the connection's event loop.
 */
final class Swallowing {
    /** For how long nothing may arrive, and how long it may take in all, in milliseconds. */
    private static final long QUIET = 2_000;

    private static final long LONGEST = 10_000;
    private static final long MOST = 16 << 20;
    /** Of HTTP/2: the answer was complete. A reset at once makes some clients forget it. */
    private static final long NO_ERROR = 0;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final boolean closes;
    private final long longest;
    private long quiet;
    private long dropped;

    /** @param closes whether the connection ends with the body; it does in any case if the body does not end */
    Swallowing(Vertx vertx, HttpServerRequest request, boolean closes) {
        this.vertx = vertx;
        this.request = request;
        this.closes = closes;
        this.longest = vertx.setTimer(LONGEST, now -> close());
        this.quiet = vertx.setTimer(QUIET, now -> close());
    }

    void begin() {
        if (request.isEnded()) {
            end();
            return;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().closeHandler(closed -> stop());
        }
        request.exceptionHandler(broken -> stop());
        request.endHandler(done -> end());
        request.handler(this::drop);
        request.resume();
    }

    private void drop(Buffer rest) {
        dropped += rest.length();
        if (dropped > MOST) {
            request.pause();
        }
        vertx.cancelTimer(quiet);
        quiet = vertx.setTimer(QUIET, now -> close());
    }

    private void end() {
        if (closes) {
            close();
        } else {
            stop();
        }
    }

    private void close() {
        stop();
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    private void stop() {
        vertx.cancelTimer(longest);
        vertx.cancelTimer(quiet);
    }
}
