package org.sillok.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.net.NoAnswerException.Reason;

/**
 * Exchanges over HTTP that end: each has a limit of bytes for the body and one of time for everything together, which a
 * server that sends one byte now and then meets as well. Redirects are answers like others; nothing is tried twice.
 */
public final class BoundedHttp {
    /** What came, whatever its status says. */
    public record Answer(int status, Bytes body) {
        /** Whether it only names another address. */
        public boolean isRedirect() {
            return status / 100 == 3;
        }
    }

    private final HttpClient client;

    /** {@code connect} is how long a connection may take to come about, within the time of an exchange. */
    public BoundedHttp(Duration connect) {
        this(builder(connect).build());
    }

    private BoundedHttp(HttpClient client) {
        this.client = client;
    }

    /**
     * The same for servers whose certificates come from these authorities and no others.
     *
     * @param authorities their certificates, PEM
     */
    public static BoundedHttp trusting(Duration connect, InputStream authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(authorities)) {
            store.setCertificateEntry("authority-" + store.size(), each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new BoundedHttp(builder(connect).sslContext(context).build());
    }

    private static HttpClient.Builder builder(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect);
    }

    /**
     * Sends {@code request} and waits for the whole answer.
     *
     * @param most bytes that the body may have
     * @param wait how long connection, header and body may take together; if nothing is left of it, nothing is sent
     */
    public Answer send(HttpRequest.Builder request, int most, Duration wait)
            throws NoAnswerException, InterruptedException {
        if (wait.isNegative() || wait.isZero()) {
            throw new NoAnswerException(Reason.TIMED_OUT);
        }
        // The request's own time ends with its header.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(wait).build(), header -> new LimitedBody(most));
        try {
            HttpResponse<byte[]> response = answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), Bytes.of(response.body()));
        } catch (TimeoutException e) {
            throw new NoAnswerException(Reason.TIMED_OUT, e);
        } catch (ExecutionException e) {
            throw new NoAnswerException(reason(e.getCause()), e);
        } finally {
            // Ends the exchange if it still runs.
            answer.cancel(true);
        }
    }

    private static Reason reason(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof LimitedBody.TooLongException) {
                return Reason.TOO_LONG;
            } else if (at instanceof HttpTimeoutException) {
                return Reason.TIMED_OUT;
            }
        }
        return Reason.UNREACHABLE;
    }
}
