package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** A request that was sent, as who sent it sees it. */
record Asked(String id, ApiClient api) {
    String path() {
        return "/api/v1/requests/" + id;
    }

    JsonNode now() throws DemoFailure {
        return api.get(path()).expect(200).json();
    }

    /** What became of each item, by its id; texts in {@code language}. */
    Map<String, JsonNode> lines(String language) throws DemoFailure {
        Map<String, JsonNode> lines = new HashMap<>();
        for (JsonNode line : api.get(path() + "/lines?limit=200", "Accept-Language", language)
                .expect(200)
                .json()
                .path("items")) {
            lines.put(line.path("item").asText(), line);
        }
        return lines;
    }

    static String standing(Map<String, JsonNode> lines, Material material) {
        JsonNode line = lines.get(material.item());
        return line == null ? "" : line.path("standing").asText();
    }
}
