package org.sillok.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code service.json} in the data directory: where the service that uses the directory answers, while it runs. */
public record ServiceFile(URI address, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path file(DataDirectory data) {
        return data.resolve("service.json");
    }

    /** What the running service wrote; empty when none runs. */
    public static Optional<ServiceFile> read(DataDirectory data) {
        try {
            if (Files.notExists(file(data))) {
                return Optional.empty();
            }
            JsonNode json = JSON.readTree(PrivateFiles.read(file(data)));
            ServiceFile service = new ServiceFile(
                    URI.create(json.path("address").asText()), json.path("pid").asLong());
            // A killed service leaves its file behind.
            return ProcessHandle.of(service.pid()).map(process -> service);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(DataDirectory data) throws IOException {
        PrivateFiles.write(file(data), JSON.writeValueAsString(Map.of("address", address.toString(), "pid", pid)));
    }

    static void remove(DataDirectory data) throws IOException {
        Files.deleteIfExists(file(data));
    }
}
