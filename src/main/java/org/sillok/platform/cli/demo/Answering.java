package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Chapter: where a source wants to be asked first, its organisation asks, and two people record the answer. */
final class Answering {
    private static final String PATH = "/api/v1/consultations";

    private final Narrator narrator;
    private final SharingSet set;

    Answering(Narrator narrator, SharingSet set) {
        this.narrator = narrator;
        this.set = set;
    }

    void tell(Asked asked, Map<String, Material> all) throws DemoFailure {
        narrator.chapter("answered");
        for (Material material : all.values()) {
            if (material.consent().asksFirst()) {
                answer(asked, material);
            }
        }
    }

    private void answer(Asked asked, Material material) throws DemoFailure {
        Office.Person first = material.holder().first();
        Office.Person second = material.holder().people().get(1);
        String question = PATH + "/" + question(first.api(), asked);
        ObjectNode answer = Json.object();
        answer.set("clause", set.answer());
        answer.putObject("evidence")
                .put("item", Depositor.paper(first.api(), set.evidence()).item())
                .put("version", 1);
        first.api().post(question + "/answer", answer).expect(200);
        narrator.text("answered.first", material.holder().name());
        ApiAnswer alone = first.api().post(question + "/confirm");
        narrator.check(
                alone.status() == 403 && standing(asked, material).equals("BEING_CONSULTED"),
                narrator.say("answered.alone", alone.status(), alone.problemSlug()),
                narrator.say("answered.alone.bad", alone.status()));
        second.api().post(question + "/confirm").expect(200);
        String standing = standing(asked, material);
        narrator.check(
                standing.equals("AWAITING_APPROVAL"),
                narrator.say("answered.second", material.title()),
                narrator.say("asked.otherwise", material.title(), standing));
    }

    private static String question(ApiClient api, Asked asked) throws DemoFailure {
        for (JsonNode question : api.all(PATH + "?state=OPEN")) {
            if (question.path("request").asText().equals(asked.id())) {
                return Json.text(question, "id", "A consultation");
            }
        }
        throw new DemoFailure("Nobody is asked because of the request " + asked.id());
    }

    private String standing(Asked asked, Material material) throws DemoFailure {
        return Asked.standing(asked.lines(narrator.language()), material);
    }
}
