package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Chapter: two people of each organisation sign exactly what was decided about its material. */
final class Approving {
    private final Narrator narrator;

    Approving(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(Cast cast, Asked asked, Map<String, Material> all) throws DemoFailure {
        narrator.chapter("approved");
        for (Office office : cast.providers()) {
            JsonNode shown = shown(asked, office);
            narrator.text("approved.text", office.name(), shown.path("granted").asInt());
            approve(asked, office.first(), shown);
            if (office.equals(cast.provider())) {
                narrator.check(
                        approved(asked, all) == 0, narrator.say("approved.one"), narrator.say("approved.one.bad"));
            }
            approve(asked, office.people().get(1), shown(asked, office));
        }
        long granted = all.values().stream().filter(m -> m.consent().granted()).count();
        int approved = approved(asked, all);
        narrator.check(
                approved == granted,
                narrator.say("approved.all", approved, all.size() - approved),
                narrator.say("approved.bad", approved, granted));
    }

    private static JsonNode shown(Asked asked, Office office) throws DemoFailure {
        return office.api().get(asked.path() + "/approval").expect(200).json();
    }

    private static void approve(Asked asked, Office.Person person, JsonNode shown) throws DemoFailure {
        byte[] text = Json.text(shown, "text", "An approval").getBytes(StandardCharsets.US_ASCII);
        ObjectNode approval = Json.object()
                .put("revision", shown.path("revision").asInt())
                .put("basis", Json.text(shown, "basis", "An approval"))
                .put("signature", person.key().sign(text));
        person.api().post(asked.path() + "/approvals", approval).expect(200);
    }

    private int approved(Asked asked, Map<String, Material> all) throws DemoFailure {
        Map<String, JsonNode> lines = asked.lines(narrator.language());
        return (int) all.values().stream()
                .filter(material -> Asked.standing(lines, material).equals("APPROVED"))
                .count();
    }
}
