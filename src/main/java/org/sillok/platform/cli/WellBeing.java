package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the running service says is not well, in its own words. */
final class WellBeing {
    private WellBeing() {}

    /** A line for each check that is down; nothing if the service does not answer, which is for others to notice. */
    static List<String> troubles(URI service) throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        try {
            HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/health/well"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            for (JsonNode check : new ObjectMapper().readTree(body).path("checks")) {
                if (check.path("status").asText().equals("DOWN")) {
                    String reason = check.path("data").path("reason").asText();
                    troubles.add(check.path("name").asText() + ": " + reason);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return troubles;
    }
}
