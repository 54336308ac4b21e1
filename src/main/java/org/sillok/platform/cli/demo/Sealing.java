package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** Chapter: what was approved is sealed as one bundle, encrypted to the recipient's certificate. */
final class Sealing {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Narrator narrator;

    Sealing(Narrator narrator) {
        this.narrator = narrator;
    }

    /** The bundle when it may be fetched. */
    JsonNode tell(Asked asked) throws DemoFailure {
        narrator.chapter("sealed");
        int revision = asked.now().path("revision").asInt();
        long begin = System.nanoTime();
        ApiAnswer accepted = asked.api()
                .post(asked.path() + "/bundles", Json.object().put("revision", revision))
                .expect(202);
        String job = "/api/v1/jobs/" + Json.text(accepted.json(), "id", "The job that seals");
        JsonNode done = await(asked.api(), job, "QUEUED", "RUNNING");
        String id = done.path("result").path("bundle").asText();
        if (!done.path("state").asText().equals("DONE") || id.isEmpty()) {
            throw new DemoFailure("Nothing was sealed: " + done.path("state").asText() + " "
                    + done.path("problem").path("detail").asText());
        }
        JsonNode bundle = await(asked.api(), "/api/v1/bundles/" + id, "SEALING", "SEALED");
        if (!bundle.path("state").asText().equals("READY")) {
            throw new DemoFailure(
                    "The bundle is not ready: " + bundle.path("state").asText() + " "
                            + bundle.path("problem").asText());
        }
        narrator.text(
                "sealed.done",
                id,
                bundle.path("items").asInt(),
                Words.size(bundle.path("archive").path("length").asLong()),
                bundle.path("parts").size(),
                (System.nanoTime() - begin) / 1e9);
        return bundle;
    }

    private static JsonNode await(ApiClient api, String path, String... meanwhile) throws DemoFailure {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode seen = api.get(path).expect(200).json();
            if (List.of(meanwhile).stream()
                    .noneMatch(state -> state.equals(seen.path("state").asText()))) {
                return seen;
            }
            if (System.nanoTime() > patience) {
                throw new DemoFailure(
                        path + " is still " + seen.path("state").asText() + " after " + PATIENCE.toSeconds() + " s");
            }
            Waiting.pause();
        }
    }
}
