package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.Boot;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.PrivateFiles;
import org.sillok.platform.ServiceFile;

/**
 * Talks to the service that runs over the data directory of this machine. The address comes from that directory; the token
 * from the file that {@code SILLOK_TOKEN_FILE} names, or else from the directory as well, where the local issuer keeps its
 * custodian's. With an OpenID provider there is none in the directory.
 */
final class ServiceClient {
    private static final String TOKEN_FILE = "SILLOK_TOKEN_FILE";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String token;

    private ServiceClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @throws CommandFailure if no service runs or its token cannot be read */
    static ServiceClient ofDataDirectory() {
        return ifRunning()
                .orElseThrow(() -> new CommandFailure("No service runs over " + Boot.dataDirectory(Boot.configuration())
                        + ": start one with 'sillok serve', or set SILLOK_DATA_DIR."));
    }

    /**
     * The service, if one runs.
     *
     * @throws CommandFailure if its token cannot be read
     */
    static Optional<ServiceClient> ifRunning() {
        DataDirectory data = Boot.dataDirectory(Boot.configuration());
        return ServiceFile.read(data).map(service -> of(data, service));
    }

    private static ServiceClient of(DataDirectory data, ServiceFile service) {
        return new ServiceClient(service.address(), token(data, System.getenv(TOKEN_FILE)));
    }

    /**
     * The bearer token.
     *
     * @param named the file with it, if the environment names one; then nothing else counts
     * @throws CommandFailure if it cannot be read or is none. No message has anything of what is in the file
     */
    static String token(DataDirectory data, @Nullable String named) {
        if (named == null || named.isBlank()) {
            Path file = data.resolve("tokens").resolve("custodian.token");
            return read(
                    file,
                    "The custodian's token " + file
                            + " cannot be read: run this as the user the service runs as. With an"
                            + " OpenID provider there is none: put a token of a user with the role for this into a file and"
                            + " name it with " + TOKEN_FILE + ".");
        }
        String token = read(Path.of(named), "The token file " + named + " of " + TOKEN_FILE + " cannot be read.");
        // Anything else would come back in the message about a malformed header.
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new CommandFailure("The file " + named + " of " + TOKEN_FILE
                    + " has no bearer token: it should have the token alone, in one line.");
        }
        return token;
    }

    private static String read(Path file, String otherwise) {
        try {
            return PrivateFiles.read(file);
        } catch (IOException e) {
            throw new CommandFailure(otherwise);
        }
    }

    /** Sends {@code body} and returns the answer of a success; a refusal becomes a failure with its title and detail. */
    JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build());
    }

    /** Puts a state that needs no description; a refusal becomes a failure. */
    JsonNode put(String path) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** What is at {@code path}; a refusal becomes a failure. */
    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 != 2) {
                throw new CommandFailure("The service refused (" + answer.statusCode() + "): " + reason(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandFailure("The service at " + address + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private static String reason(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("title").asText() + ". "
                    + problem.path("detail").asText();
        } catch (IOException e) {
            return "no reason given";
        }
    }
}
