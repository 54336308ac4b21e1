package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Chapter: each organisation agrees with the recipient, and both sign the exact text with their keys. */
final class Agreeing {
    private static final String PATH = "/api/v1/agreements";

    private final Narrator narrator;
    private final SharingSet set;

    Agreeing(Narrator narrator, SharingSet set) {
        this.narrator = narrator;
        this.set = set;
    }

    void tell(Cast cast) throws DemoFailure {
        narrator.chapter("agreed");
        narrator.text("agreed.text", set.clauses().size(), narrator.in(set.title()));
        for (Office provider : cast.providers()) {
            String state = agree(provider, cast.recipient());
            narrator.check(
                    state.equals("IN_FORCE"),
                    narrator.say(
                            "agreed.inforce", provider.name(), cast.recipient().name()),
                    narrator.say("agreed.not", provider.name(), cast.recipient().name(), state));
        }
    }

    /** The state of their agreement; one of an earlier run is not made again, because all that are in force count. */
    private String agree(Office provider, Office recipient) throws DemoFailure {
        for (JsonNode known : provider.api().all(PATH + "?state=IN_FORCE&party=" + recipient.party())) {
            if (known.path("title").equals(set.title())
                    && provider.party().equals(known.path("providers").path(0).asText())) {
                return known.path("state").asText();
            }
        }
        ObjectNode draft = draft(provider.api());
        draft.putArray("providers").add(provider.party());
        draft.putArray("recipients").add(recipient.party());
        String path = PATH
                + "/"
                + Json.text(provider.api().post(PATH, draft).expect(201).json(), "id", "A new agreement");
        provider.api()
                .post(path + "/propose", "If-Match", tag(provider.api(), path))
                .expect(200);
        for (Office signer : List.of(provider, recipient)) {
            Office.Person person = signer.first();
            byte[] text = person.api()
                    .get(path + "/versions/1/text")
                    .expect(200)
                    .body()
                    .toArray();
            ObjectNode signature = Json.object().put("signature", person.key().sign(text));
            person.api()
                    .post(path + "/sign", signature, "If-Match", tag(person.api(), path))
                    .expect(200);
        }
        return provider.api().get(path).expect(200).json().path("state").asText();
    }

    /** The service's own template for a memorandum, with the clauses of the sample set. */
    private ObjectNode draft(ApiClient api) throws DemoFailure {
        for (JsonNode template : api.all("/api/v1/agreement-templates")) {
            if (template.path("kind").asText().equals("MOU")) {
                ObjectNode draft = Samples.object(template, "A template").deepCopy();
                draft.set("title", set.title());
                draft.set("clauses", set.clauses());
                return draft;
            }
        }
        throw new DemoFailure("The service has no template of a memorandum of understanding");
    }

    private static String tag(ApiClient api, String path) throws DemoFailure {
        return api.get(path).expect(200).headers().firstValue("ETag").orElse("");
    }
}
