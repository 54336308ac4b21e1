package org.sillok.intake.rest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sillok.intake.core.FormDataDisposition;
import org.sillok.intake.core.PartHeaders;

/**
 * Walks the parts of one multipart/form-data body (RFC 7578, RFC 2046 section 5.1) in the order they arrive. Holds one
 * buffer; a part's bytes pass through and are stored nowhere. Not thread-safe.
 */
final class MultipartReader {
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_HEADERS = 8 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)multipart/form-data\\s*(?:;.*)?;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?");

    /** One part. Its body must be read before the next part is asked for; what is left of it is skipped. */
    record Part(PartHeaders headers, FormDataDisposition disposition, InputStream body) {}

    private final DelimitedInput input;
    private @Nullable PartBody current;
    private boolean ended;

    private MultipartReader(DelimitedInput input) {
        this.input = input;
    }

    /** A reader for a body with this Content-Type, or empty if that is not multipart/form-data with a boundary. */
    static Optional<MultipartReader> of(String contentType, InputStream body) {
        Matcher matcher = BOUNDARY.matcher(contentType.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very beginning: then the line break that belongs to it is not there.
        return Optional.of(new MultipartReader(new DelimitedInput(body, delimiter, LINE_END, BUFFER)));
    }

    /**
     * The next part, or empty after the closing delimiter.
     *
     * @throws MalformedMultipartException if the body is not well formed or ends before its closing delimiter
     * @throws IOException if the connection breaks
     */
    Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            boolean first = current == null;
            if (current == null) {
                skipPreamble();
            } else {
                current.transferTo(OutputStream.nullOutputStream());
            }
            ended = isClosing();
            if (first && ended) {
                throw noBoundary();
            }
            if (ended) {
                return Optional.empty();
            }
            PartHeaders headers = PartHeaders.parse(headerBlock());
            String disposition = headers.field("content-disposition")
                    .orElseThrow(() -> new IllegalArgumentException("a part has no Content-Disposition"));
            PartBody body = new PartBody(input);
            current = body;
            return Optional.of(new Part(headers, FormDataDisposition.parse(disposition), body));
        } catch (EOFException e) {
            throw MalformedMultipartException.truncated("the body ends or breaks off before its closing delimiter");
        } catch (IllegalArgumentException e) {
            throw MalformedMultipartException.of(String.valueOf(e.getMessage()));
        }
    }

    private void skipPreamble() throws IOException {
        byte[] ignored = new byte[1024];
        try {
            while (input.readSection(ignored, 0, ignored.length) >= 0) {
                // What stands before the first boundary means nothing.
            }
        } catch (EOFException e) {
            throw noBoundary();
        }
    }

    private static MalformedMultipartException noBoundary() {
        return MalformedMultipartException.of("the body does not begin with the boundary of its Content-Type");
    }

    /** Reads what follows a boundary: two hyphens close the body, a line break begins a part, all else is malformed. */
    private boolean isClosing() throws IOException {
        int first = input.readByte();
        int second = input.readByte();
        if (first == '-' && second == '-') {
            return true;
        }
        if (first == '\r' && second == '\n') {
            return false;
        }
        throw MalformedMultipartException.of("a boundary is followed by something else than a line break");
    }

    /** The header lines of a part, up to and without the empty line. */
    private String headerBlock() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int matched = 2; // The line break of the boundary's own line counts, for a part without any header.
        while (matched < HEADERS_END.length) {
            int value = input.readByte();
            matched = value == HEADERS_END[matched] ? matched + 1 : value == '\r' ? 1 : 0;
            block.write(value);
            if (block.size() > MAX_HEADERS) {
                throw MalformedMultipartException.of("a part's header is longer than " + MAX_HEADERS + " bytes");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(block.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MalformedMultipartException.of("a part's header is not UTF-8");
        }
    }

    /** The bytes of one part, up to the next delimiter. */
    private static final class PartBody extends InputStream {
        private final DelimitedInput input;
        private boolean ended;

        PartBody(DelimitedInput input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int read = input.readSection(bytes, offset, length);
                ended = read < 0;
                return read;
            } catch (EOFException e) {
                throw MalformedMultipartException.truncated("the body ends in the middle of a part");
            }
        }
    }
}
