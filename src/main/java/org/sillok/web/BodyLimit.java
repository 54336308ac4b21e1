package org.sillok.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/**
 * Limits every body that is read into memory to 1 MiB, counted while it is read: an announced length is not trusted and
 * a chunked body has none. Bodies that a resource takes as a stream (files) have the limit of the HTTP server instead.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {
    static final int MAX_BYTES = 1 << 20;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException, WebApplicationException {
        if (context.getType() != InputStream.class) {
            @Nullable String announced = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
            if (announced != null && announced.matches("[0-9]{8,}")) {
                throw tooLarge();
            }
            context.setInputStream(new Limited(context.getInputStream()));
        }
        return context.proceed();
    }

    private static ProblemException tooLarge() {
        return new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "A JSON body may have at most 1 MiB.");
    }

    private static final class Limited extends FilterInputStream {
        private int left = MAX_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = arrive(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private int arrive(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw new BrokenLineException(e);
            }
        }

        /** Leaves the rest unread: the stream below would wait for all of it, however much there is. */
        @Override
        public void close() {}

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
