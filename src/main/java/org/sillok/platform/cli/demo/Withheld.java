package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** Chapter: what the bundle says about what is not in it. */
final class Withheld {
    private final Narrator narrator;

    Withheld(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(BundleFolder folder, Map<String, Material> all) throws DemoFailure {
        narrator.chapter("withheld");
        Path file = folder.unpacked().resolve("data").resolve("completeness.json");
        JsonNode said = Json.parse(BundleFolder.read(file), file.toString());
        String status = said.path("status").asText();
        narrator.text("withheld.status", status, sentence("withheld.status.", status));
        int items = 0;
        for (JsonNode one : said.path("withheld")) {
            // What has no number is not an item, but something about those that are here.
            items += one.path("number").isTextual() ? 1 : 0;
            String reason = one.path("reason").asText();
            narrator.text(
                    "withheld.one",
                    one.path("number").isTextual() ? one.path("number").asText() : "–",
                    reason,
                    sentence("withheld.reason.", reason));
        }
        long granted = all.values().stream().filter(m -> m.consent().granted()).count();
        narrator.check(
                status.equals("WITHHELD_LISTED")
                        && said.path("released").size() == granted
                        && items == all.size() - granted,
                narrator.say("withheld.all", granted, all.size() - granted, all.size()),
                narrator.say("withheld.bad", file));
        narrator.text("withheld.commitment");
    }

    private String sentence(String prefix, String code) {
        return narrator.knows(prefix + code) ? narrator.say(prefix + code) : code;
    }
}
