package org.sillok.monitor;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Ways to answer that wear a client out. */
final class FakeLogBehaviours {
    private FakeLogBehaviours() {}

    /** A byte now and then, for ever. */
    static void slowly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            for (int i = 0; i < 200; i++) {
                out.write('a');
                out.flush();
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** More than anybody asked for. */
    static void endlessly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[1 << 16];
        for (int i = 0; i < 1 << 10; i++) {
            exchange.getResponseBody().write(block);
        }
    }
}
