package org.sillok.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The line to the client of the present request. */
@ApplicationScoped
public class ClientConnection {
    private final RoutingContext request;

    ClientConnection(RoutingContext request) {
        this.request = request;
    }

    /**
     * The same bytes, as long as the client is there; then reading fails. Without it what is sent would be read to its end for
     * nobody, because writing to a line that was closed does not fail.
     */
    public InputStream whileOpen(InputStream bytes) {
        HttpServerResponse response = request.response();
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                requireOpen(response);
                return in.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                requireOpen(response);
                return in.read(target, offset, length);
            }
        };
    }

    private static void requireOpen(HttpServerResponse response) throws IOException {
        if (response.closed()) {
            throw new IOException("the client is gone");
        }
    }
}
