package org.sillok.vault;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.net.BoundedHttp;
import org.sillok.net.NoAnswerException;

/**
 * Requests to a transit engine in the HTTP API of HashiCorp Vault. What may be repeated is repeated with growing pauses,
 * all within one limit of time; each failure becomes a {@link KekUnavailableException} that says what to do and repeats
 * nothing that the server sent.
 */
final class TransitEngine {
    private static final int MAX_ANSWER = 256 * 1024;
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int SEALED = 503;

    /** What a request came to: an answer, or that the server refuses this very request or knows no such thing. */
    record Answer(int status, Optional<JsonObject> data) {}

    private final TransitSettings settings;
    private final SecretFile token;
    private final BoundedHttp http;

    TransitEngine(TransitSettings settings) {
        this.settings = settings;
        this.token = new SecretFile(settings.tokenFile(), TransitSettings.NAME + "token-file");
        this.http = http(settings);
    }

    private static BoundedHttp http(TransitSettings settings) {
        if (settings.caCertificate().isEmpty()) {
            return new BoundedHttp(settings.timeout());
        }
        try (InputStream authorities =
                Files.newInputStream(settings.caCertificate().get())) {
            return BoundedHttp.trusting(settings.timeout(), authorities);
        } catch (IOException | GeneralSecurityException e) {
            throw new KekUnavailableException(
                    KeyTrouble.NOT_CONFIGURED,
                    "The file with the key vault's authorities cannot be read (" + TransitSettings.NAME
                            + "ca-certificate).",
                    e);
        }
    }

    /** Reads; may be repeated. */
    Answer get(String path) {
        return repeated(path, null, ATTEMPTS);
    }

    /** Asks for a computation; may be repeated. */
    Answer post(String path, JsonObject body) {
        return repeated(path, body, ATTEMPTS);
    }

    /** Changes something; sent once. */
    Answer change(String path) {
        return repeated(path, JsonObject.builder().build(), 1);
    }

    private Answer repeated(String path, @Nullable JsonObject body, int attempts) {
        long end = System.nanoTime() + settings.timeout().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                BoundedHttp.Answer answer =
                        http.send(request(path, body), MAX_ANSWER, Duration.ofNanos(end - System.nanoTime()));
                boolean mayPass = answer.status() / 100 == 5 || answer.status() == 429;
                if (!mayPass || attempt >= attempts || !pause(attempt, end)) {
                    return judged(answer);
                }
            } catch (NoAnswerException e) {
                boolean mayPass = e.reason() == NoAnswerException.Reason.UNREACHABLE;
                if (e.reason() == NoAnswerException.Reason.TOO_LONG) {
                    throw wrongAnswer(e);
                } else if (!mayPass || attempt >= attempts || !pause(attempt, end)) {
                    throw unavailable(
                            KeyTrouble.VAULT_UNREACHABLE,
                            mayPass ? "cannot be reached" : "did not answer within " + settings.timeout(),
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(KeyTrouble.VAULT_UNREACHABLE, "was not waited for", e);
            }
        }
    }

    /** Waits twice as long each time, not all at the same moment; false if the time is over before. */
    private static boolean pause(int attempt, long end) {
        long millis = FIRST_PAUSE_MILLIS << (attempt - 1);
        millis += ThreadLocalRandom.current().nextLong(millis);
        if (System.nanoTime() + millis * 1_000_000 >= end) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest.Builder request(String path, @Nullable JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.url().toString().replaceAll("/+$", "") + "/v1/" + settings.mount() + path))
                .header("X-Vault-Token", token())
                .header("X-Vault-Request", "true");
        settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        return body == null
                ? request.GET()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(CompactJson.write(body)));
    }

    private String token() {
        try {
            String text = token.read()
                    .map(content -> new String(content, StandardCharsets.UTF_8).strip())
                    .orElse("");
            if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw unavailable(
                        KeyTrouble.VAULT_DENIED,
                        "needs a token, and there is none in the file of " + TransitSettings.NAME + "token-file",
                        null);
            }
            return text;
        } catch (SecretFileException e) {
            throw new KekUnavailableException(KeyTrouble.VAULT_DENIED, String.valueOf(e.getMessage()), e);
        }
    }

    private Answer judged(BoundedHttp.Answer answer) {
        switch (answer.status()) {
            case 200 -> {
                return new Answer(200, Optional.of(data(answer.body())));
            }
            case 204, 400, 404 -> {
                return new Answer(answer.status(), Optional.empty());
            }
            case 401, 403 ->
                throw unavailable(
                        KeyTrouble.VAULT_DENIED,
                        "does not accept the token, or its policy does not allow this: renew the token in "
                                + TransitSettings.NAME + "token-file",
                        null);
            case SEALED -> throw unavailable(KeyTrouble.VAULT_SEALED, "is sealed or in maintenance: unseal it", null);
            default ->
                throw answer.status() / 100 == 5 || answer.status() == 429
                        ? unavailable(KeyTrouble.VAULT_UNREACHABLE, "fails with status " + answer.status(), null)
                        : wrongAnswer(null);
        }
    }

    private JsonObject data(Bytes body) {
        try {
            return StrictJson.parse(body.toArray()).asObject().object("data");
        } catch (JsonException e) {
            throw wrongAnswer(e);
        }
    }

    KekUnavailableException wrongAnswer(@Nullable Exception cause) {
        return unavailable(
                KeyTrouble.VAULT_ANSWER,
                "does not answer as a transit engine does: check " + TransitSettings.NAME + "url and mount",
                cause);
    }

    KekUnavailableException unavailable(KeyTrouble trouble, String how, @Nullable Exception cause) {
        return new KekUnavailableException(trouble, "The key vault at " + settings.url() + " " + how + ".", cause);
    }
}
