package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Chapter: the recipient asks for the material, and a job decides about each item. */
final class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REPLY = Duration.ofDays(30);
    private static final Duration KEEP = Duration.ofDays(90);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Narrator narrator;
    private final SharingSet set;

    Asking(Narrator narrator, SharingSet set) {
        this.narrator = narrator;
        this.set = set;
    }

    Asked tell(Office recipient, Map<String, Material> all) throws DemoFailure {
        narrator.chapter("asked");
        String mandate = Depositor.paper(recipient.api(), set.mandate()).item();
        Asked asked = new Asked(
                Json.text(
                        recipient
                                .api()
                                .post("/api/v1/requests", body(mandate, all))
                                .expect(201)
                                .json(),
                        "id",
                        "A new request"),
                recipient.api());
        narrator.text("asked.for", recipient.name(), all.size());
        await(asked);
        Map<String, JsonNode> lines = asked.lines(narrator.language());
        for (Material material : all.values()) {
            String standing = Asked.standing(lines, material);
            narrator.check(
                    standing.equals(material.consent().expected()),
                    narrator.say("asked." + material.consent().expected(), material.title(), why(lines, material)),
                    narrator.say("asked.otherwise", material.title(), standing));
        }
        return asked;
    }

    /** The first reason, in words. */
    private static String why(Map<String, JsonNode> lines, Material material) {
        JsonNode line = lines.get(material.item());
        return line == null ? "" : line.path("reasons").path(0).path("text").asText();
    }

    private ObjectNode body(String mandate, Map<String, Material> all) {
        Instant now = Instant.now();
        ObjectNode body = set.request().deepCopy();
        body.putObject("legalBasis").put("item", mandate).put("version", 1);
        body.put("replyBy", TIME.format(now.plus(REPLY))).put("until", TIME.format(now.plus(KEEP)));
        ArrayNode items = body.putArray("items");
        all.values()
                .forEach(material ->
                        items.addObject().put("item", material.item()).put("version", 1));
        return body;
    }

    private static void await(Asked asked) throws DemoFailure {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (asked.now().path("state").asText().equals("SUBMITTED")) {
            if (System.nanoTime() > patience) {
                throw new DemoFailure("The request is not decided about after " + PATIENCE.toSeconds() + " s");
            }
            Waiting.pause();
        }
    }
}
