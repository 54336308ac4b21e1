package org.sillok.platform.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.sillok.kernel.Bytes;

/**
 * A {@code multipart/form-data} body (RFC 7578) that streams its files from disk with a known length. File names go out
 * as raw UTF-8 (section 5.1.3: no {@code filename*}); only {@code "}, CR and LF are percent-encoded, as browsers do, so
 * a {@code %} in a name stays what it is.
 */
final class MultipartBody {
    private static final String LINE = "\r\n";

    private sealed interface Part {
        Bytes head();

        long length();
    }

    private record BytesPart(Bytes head, Bytes content) implements Part {
        @Override
        public long length() {
            return content.length();
        }
    }

    private record FilePart(Bytes head, Path path, long length) implements Part {}

    private final String boundary;
    private final List<Part> parts = new ArrayList<>();

    /** @param boundary must not occur in the content: use random characters */
    MultipartBody(String boundary) {
        if (!boundary.matches("[0-9A-Za-z_-]{16,70}")) {
            throw new IllegalArgumentException("boundary: 16 to 70 characters of [0-9A-Za-z_-]");
        }
        this.boundary = boundary;
    }

    MultipartBody json(String name, byte[] content) {
        parts.add(
                new BytesPart(head("form-data; name=\"" + escape(name) + "\"", "application/json"), Bytes.of(content)));
        return this;
    }

    /** Adds a file whose present length is announced; a file that changes while it is sent fails the request. */
    MultipartBody file(String name, String fileName, String mediaType, Path path) throws IOException {
        String disposition = "form-data; name=\"" + escape(name) + "\"; filename=\"" + escape(fileName) + "\"";
        parts.add(new FilePart(head(disposition, mediaType), path, Files.size(path)));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    long length() {
        long sum = end().length();
        for (Part part : parts) {
            sum += part.head().length() + part.length() + LINE.length();
        }
        return sum;
    }

    /** @param sent is told the number of bytes of each piece that is handed to the connection */
    BodyPublisher publisher(LongConsumer sent) throws FileNotFoundException {
        List<BodyPublisher> pieces = new ArrayList<>();
        for (Part part : parts) {
            pieces.add(BodyPublishers.ofByteArray(part.head().toArray()));
            if (part instanceof BytesPart bytes) {
                pieces.add(BodyPublishers.ofByteArray(bytes.content().toArray()));
            } else if (part instanceof FilePart file && file.length() > 0) {
                pieces.add(BodyPublishers.ofFile(file.path()));
            }
            pieces.add(BodyPublishers.ofString(LINE));
        }
        pieces.add(BodyPublishers.ofByteArray(end().toArray()));
        BodyPublisher whole = BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
        return new CountingPublisher(BodyPublishers.fromPublisher(whole, length()), sent);
    }

    private Bytes head(String disposition, String mediaType) {
        return Bytes.utf8("--" + boundary + LINE + "Content-Disposition: " + disposition + LINE + "Content-Type: "
                + mediaType + LINE + LINE);
    }

    private Bytes end() {
        return Bytes.utf8("--" + boundary + "--" + LINE);
    }

    private static String escape(String value) {
        return value.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
