package org.sillok.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection, of which nothing is hidden: HTTP/1.1 as it goes over the line. */
final class RawLine implements AutoCloseable {
    /** What was answered, with its head in lower case. */
    record Answer(int status, String head, String body) {
        boolean closes() {
            return head.contains("\r\nconnection: close\r\n");
        }
    }

    private final URI service;
    private final Socket socket;
    private final InputStream in;

    RawLine(URI service) throws IOException {
        this.service = service;
        this.socket = new Socket(service.getHost(), service.getPort());
        this.in = socket.getInputStream();
        socket.setSoTimeout(15_000);
    }

    /** The head of a request; {@code headers} are whole lines. */
    RawLine head(String method, String path, @Nullable String token, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + service.getAuthority());
        if (token != null) {
            head.append("\r\nAuthorization: Bearer ").append(token);
        }
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        return send(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    RawLine send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** The next answer; its length must be announced. */
    Answer answer() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the line ended after: " + text);
            }
            head.write(read);
            text = head.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        }
        int status = Integer.parseInt(text.substring(9, 12));
        int at = text.indexOf("\r\ncontent-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 18, text.indexOf('\r', at + 2)));
        return new Answer(status, text, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Waits until the service closes the connection without another byte. */
    void ends() throws IOException {
        int read = in.read();
        if (read >= 0) {
            throw new AssertionError("another byte came: " + read);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
