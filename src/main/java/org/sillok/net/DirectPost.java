package org.sillok.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.sillok.kernel.Bytes;
import org.sillok.net.NoAnswerException.Reason;

/**
 * A POST to an address that somebody has checked: the connection goes to that address and no name is resolved again, while
 * the certificate has to be for the name. (The JDK's client resolves the name itself.) Of the answer only the status is
 * read, and no more than {@value #MOST} bytes; nothing is redirected, kept open, sent through a proxy or tried twice.
 */
public final class DirectPost {
    private static final int MOST = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int CONTINUE = 100;
    private static final int SWITCHING = 101;
    private static final int OK = 200;

    private final SSLContext context;

    /** Trusts certificates as {@code context} does. */
    public DirectPost(SSLContext context) {
        this.context = context;
    }

    /**
     * Where to.
     *
     * @param host the name, or the address without brackets
     * @param isName whether the host is a name
     * @param authority the value of the header {@code Host}
     */
    public record Target(
            InetAddress address, int port, boolean secure, String host, boolean isName, String authority, String path) {
        /** Not spelt out: paths hold secrets. */
        @Override
        public String toString() {
            return "Target";
        }
    }

    /**
     * Sends {@code body} and returns the status of the answer.
     *
     * @param wait how long everything may take together
     */
    public int send(Target target, Map<String, String> headers, Bytes body, Duration wait) throws NoAnswerException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        // Whatever blocks ends when the socket is closed, one byte now and then included.
        CompletableFuture<Void> limit = new CompletableFuture<Void>().orTimeout(wait.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Boolean> closed = limit.handle((done, late) -> close(socket));
        try {
            return exchange(socket, target, request(target, headers, body), wait);
        } catch (IOException | RuntimeException e) {
            throw new NoAnswerException(isLate(limit) ? Reason.TIMED_OUT : reason(e), e);
        } finally {
            limit.complete(null);
            closed.join();
        }
    }

    private static boolean isLate(CompletableFuture<Void> limit) {
        return limit.isCompletedExceptionally();
    }

    private static Reason reason(Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return Reason.TIMED_OUT;
        } else if (failure instanceof SSLException) {
            return Reason.NOT_SECURE;
        } else if (failure instanceof MalformedAnswerException) {
            return Reason.MALFORMED;
        }
        return Reason.UNREACHABLE;
    }

    private static boolean close(Socket socket) {
        try {
            socket.close();
            return true;
        } catch (IOException e) {
            // It is of no more use either way.
            return false;
        }
    }

    private int exchange(Socket socket, Target target, byte[] request, Duration wait) throws IOException {
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, wait.toMillis()));
        socket.connect(new InetSocketAddress(target.address(), target.port()), millis);
        socket.setTcpNoDelay(true);
        Socket line = target.secure() ? secured(socket, target) : socket;
        line.getOutputStream().write(request);
        line.getOutputStream().flush();
        return status(new BufferedInputStream(line.getInputStream()));
    }

    private SSLSocket secured(Socket socket, Target target) throws IOException {
        SSLSocket line =
                (SSLSocket) context.getSocketFactory().createSocket(socket, target.host(), target.port(), true);
        SSLParameters parameters = line.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (target.isName()) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        line.setSSLParameters(parameters);
        line.startHandshake();
        return line;
    }

    private static byte[] request(Target target, Map<String, String> headers, Bytes body) {
        StringBuilder head = new StringBuilder(512)
                .append("POST ")
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length()).append("\r\nConnection: close\r\n\r\n");
        if (head.toString().replace("\r\n", "").chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a header or the path has characters that it must not have");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body.toArray());
        return request.toByteArray();
    }

    /** Interim answers are passed over. */
    private static int status(InputStream in) throws IOException {
        Budget budget = new Budget();
        while (true) {
            Matcher line = STATUS.matcher(budget.line(in));
            if (!line.matches()) {
                throw new MalformedAnswerException();
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= OK || status == SWITCHING) {
                return status;
            }
            if (status < CONTINUE) {
                throw new MalformedAnswerException();
            }
            while (!budget.line(in).isEmpty()) {
                // The header of an interim answer says nothing that is needed.
            }
        }
    }

    /** What comes is not an answer. */
    private static final class MalformedAnswerException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts what is read. */
    private static final class Budget {
        private int left = MOST;

        String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the connection ended");
                }
                if (--left < 0) {
                    throw new MalformedAnswerException();
                }
                line.append((char) next);
            }
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }
    }
}
