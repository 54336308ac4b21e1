package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chapter: what the sources said is recorded, and their material is bound to it. */
final class Consenting {
    private static final String SAID = "2024-07-01T09:00:00.000Z";

    private final Narrator narrator;
    private final Samples samples;
    private final SharingSet set;

    Consenting(Narrator narrator, Samples samples, SharingSet set) {
        this.narrator = narrator;
        this.samples = samples;
        this.set = set;
    }

    /** The items that can be asked for, by what the sample set calls them, in its order. */
    Map<String, Material> tell(Cast cast, Deposits deposits) throws DemoFailure {
        narrator.chapter("said");
        Map<Office, String> forms = new LinkedHashMap<>();
        for (Office provider : cast.providers()) {
            forms.put(provider, Depositor.paper(provider.api(), set.form()).item());
        }
        Map<String, Material> all = new LinkedHashMap<>();
        for (SharingSet.Consent consent : set.consents()) {
            Material material = consent.item().equals(SharingSet.OTHER)
                    ? ofOther(cast.other(), consent)
                    : ofProvider(cast.provider(), consent, deposits);
            bind(material, forms.getOrDefault(material.holder(), ""));
            narrator.text("said.one", material.title(), narrator.in(consent.said()));
            all.put(consent.item(), material);
        }
        narrator.text("said.recorded", all.size(), forms.size());
        return all;
    }

    private Material ofProvider(Office provider, SharingSet.Consent consent, Deposits deposits) throws DemoFailure {
        for (Samples.Item item : samples.items()) {
            JsonNode source = deposits.sources().get(item.source());
            if (item.key().equals(consent.item()) && source != null) {
                return new Material(
                        consent,
                        provider,
                        deposits.item(item.key()),
                        Json.text(source, "id", "A source"),
                        narrator.in(item.metadata().path("title")));
            }
        }
        throw new DemoFailure("sharing.json is about \"" + consent.item() + "\", which the manifest does not have");
    }

    /** The second organisation deposits its own. */
    private Material ofOther(Office other, SharingSet.Consent consent) throws DemoFailure {
        JsonNode source = other.api()
                .post("/api/v1/sources", set.otherSource().body())
                .expect(201)
                .json();
        Depositor depositor = new Depositor(other.api(), Map.of(SharingSet.OTHER, source));
        return new Material(
                consent,
                other,
                depositor.deposit(set.other(), bytes -> {}).item(),
                Json.text(source, "id", "A source"),
                narrator.in(set.other().metadata().path("title")));
    }

    private static void bind(Material material, String form) throws DemoFailure {
        ApiClient api = material.holder().api();
        ObjectNode consent = Json.object().put("source", material.source());
        consent.putObject("event").put("state", "GIVEN").put("saidAt", SAID);
        ObjectNode version = material.consent().version().deepCopy();
        version.putObject("form").put("item", form).put("version", 1);
        consent.set("version", version);
        String id = Json.text(api.post("/api/v1/consents", consent).expect(201).json(), "id", "A new consent");
        ObjectNode binding =
                Json.object().put("relation", material.consent().relation()).put("consent", id);
        api.post("/api/v1/items/" + material.item() + "/bindings", binding).expect(201);
    }
}
