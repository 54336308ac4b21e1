package org.sillok.storage;

import io.minio.MinioAsyncClient;
import io.minio.credentials.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** The connections to the store, and the SDK's clients over them. */
final class S3Http {
    private static final int CONNECTIONS = 128;
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final MediaType XML = MediaType.get("application/xml");

    private final S3Settings config;
    private final OkHttpClient http;

    S3Http(S3Settings config) {
        this.config = config;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.readTimeout())
                .writeTimeout(config.readTimeout())
                .socketFactory(new Undelayed())
                .addInterceptor(chain -> readable(chain.proceed(chain.request())));
        config.caCertificate().ifPresent(file -> trust(builder, file));
        this.http = builder.build();
    }

    /** Requests whose answer is read at once. */
    MinioAsyncClient requests(@Nullable Provider credentials) {
        return client(http.newBuilder().callTimeout(config.requestTimeout()).build(), credentials);
    }

    /** Reading objects, which takes as long as the reader does. */
    MinioAsyncClient reads(@Nullable Provider credentials) {
        return client(http.newBuilder().callTimeout(Duration.ZERO).build(), credentials);
    }

    private MinioAsyncClient client(OkHttpClient over, @Nullable Provider credentials) {
        MinioAsyncClient.Builder builder = MinioAsyncClient.builder()
                .endpoint(config.endpoint().orElseThrow().toString())
                .region(config.region())
                .httpClient(over);
        if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        MinioAsyncClient client = builder.build();
        if (config.pathStyle()) {
            client.disableVirtualStyleEndpoint();
        } else {
            client.enableVirtualStyleEndpoint();
        }
        return client;
    }

    /**
     * Gives an error that is not XML, such as a proxy's page, the form of the others: the SDK would drop its status. No
     * error is read further than needed.
     */
    private static Response readable(Response response) throws IOException {
        if (response.isSuccessful() || response.request().method().equals("HEAD")) {
            return response;
        }
        String text;
        try (ResponseBody body = response.body()) {
            text = new String(body.byteStream().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        }
        String error = text.contains("<Error") && text.contains("<Code>")
                ? text
                : "<Error><Code>HTTP " + response.code() + "</Code><Message>no reason given</Message></Error>";
        return response.newBuilder()
                .header("Content-Type", "application/xml")
                .body(ResponseBody.create(error, XML))
                .build();
    }

    private static void trust(OkHttpClient.Builder builder, Path file) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            List<Certificate> all = new ArrayList<>();
            for (X509TrustManager manager : managers(null)) {
                all.addAll(List.of(manager.getAcceptedIssuers()));
            }
            try (InputStream stream = Files.newInputStream(file)) {
                all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(stream));
            }
            for (int number = 0; number < all.size(); number++) {
                roots.setCertificateEntry("root" + number, all.get(number));
            }
            X509TrustManager manager = managers(roots).get(0);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            builder.sslSocketFactory(context.getSocketFactory(), manager);
        } catch (IOException | GeneralSecurityException e) {
            throw new StorageSettingException(
                    "The file in sillok.storage.s3.ca-certificate cannot be read as PEM certificates: " + file + ".");
        }
    }

    private static List<X509TrustManager> managers(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        List<X509TrustManager> managers = new ArrayList<>();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                managers.add(x509);
            }
        }
        return managers;
    }

    /** Sockets that send at once: with Nagle's algorithm each small request waits 40 ms for the one before. */
    private static final class Undelayed extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("not used");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw new IOException("not used");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException("not used");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            throw new IOException("not used");
        }
    }
}
