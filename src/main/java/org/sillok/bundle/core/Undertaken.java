package org.sillok.bundle.core;

import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;

/**
 * What a recipient undertakes before it receives a bundle: the undertakings in the bundle's papers, and what it has to keep to.
 *
 * @param conditions as on the cover page
 */
public record Undertaken(BundleId bundle, List<Papers.Undertaking> undertakings, List<Multilingual> conditions) {
    private static final String TYPE = "sillok/undertakings/1";

    public Undertaken {
        undertakings = List.copyOf(undertakings);
        conditions = List.copyOf(conditions);
    }

    /**
     * SHA-256 of a JSON document without white space: {@code type}, {@code bundle}, {@code undertakings} (each with
     * {@code agreement}, {@code statement} and {@code text} by language) and {@code conditions}, in this order. Who names it
     * has been shown these texts and no others.
     */
    public Digest digest() {
        return Sha2.sha256(CompactJson.write(JsonObject.builder()
                .put("type", TYPE)
                .put("bundle", bundle.value())
                .put(
                        "undertakings",
                        new JsonArray(
                                undertakings.stream().map(Undertaken::json).toList()))
                .put(
                        "conditions",
                        new JsonArray(conditions.stream().map(Undertaken::json).toList()))
                .build()));
    }

    private static JsonValue json(Papers.Undertaking one) {
        return JsonObject.builder()
                .put("agreement", one.agreement().value())
                .put("statement", one.statement().base64Url())
                .put("text", json(one.text()))
                .build();
    }

    private static JsonValue json(Multilingual text) {
        JsonObject.Builder object = JsonObject.builder();
        text.byTag().forEach(object::put);
        return object.build();
    }
}
