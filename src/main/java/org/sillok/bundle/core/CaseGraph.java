package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;

/**
 * CASE 1 and UCO 1 as JSON-LD with its context inside, so that nobody has to fetch one. Each item is a provenance record
 * over its files; each file is an observable with its name, length and digests.
 */
final class CaseGraph {
    private static final String CONTEXT =
            "{\"case-investigation\":\"https://ontology.caseontology.org/case/investigation/\","
                    + "\"kb\":\"urn:sillok:kb:\",\"uco-core\":\"https://ontology.unifiedcyberontology.org/uco/core/\","
                    + "\"uco-observable\":\"https://ontology.unifiedcyberontology.org/uco/observable/\","
                    + "\"uco-types\":\"https://ontology.unifiedcyberontology.org/uco/types/\","
                    + "\"uco-vocabulary\":\"https://ontology.unifiedcyberontology.org/uco/vocabulary/\","
                    + "\"xsd\":\"http://www.w3.org/2001/XMLSchema#\"}";

    private CaseGraph() {}

    static void write(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out).add("{\"@context\":" + CONTEXT).list(",\"@graph\":[");
        for (PlannedItem item : plan.items()) {
            List<JsonValue> objects = new ArrayList<>();
            for (PlannedFile file : item.files()) {
                String path = Layout.file(item, file);
                objects.add(reference(id(plan, "file", path)));
                text.element(file(plan, path, file));
            }
            JsonObject.Builder record = JsonObject.builder()
                    .put("@id", id(plan, "provenance-record", item.name()))
                    .put("@type", "case-investigation:ProvenanceRecord")
                    .put("case-investigation:exhibitNumber", item.name());
            if (!objects.isEmpty()) {
                record.put("uco-core:object", new JsonArray(objects));
            }
            text.element(record.build());
        }
        text.add("\n]}\n").flush();
    }

    private static JsonObject file(BundlePlan plan, String path, PlannedFile file) {
        JsonObject.Builder named = JsonObject.builder()
                .put("@id", id(plan, "file-facet", path))
                .put("@type", "uco-observable:FileFacet")
                .put("uco-observable:filePath", path)
                .put(
                        "uco-observable:sizeInBytes",
                        typed("xsd:integer", Long.toString(file.facts().length())));
        file.originalName().ifPresent(name -> named.put("uco-observable:fileName", name));
        return JsonObject.builder()
                .put("@id", id(plan, "file", path))
                .put("@type", "uco-observable:File")
                .put(
                        "uco-core:hasFacet",
                        JsonArray.of(
                                named.build(),
                                JsonObject.builder()
                                        .put("@id", id(plan, "content-data-facet", path))
                                        .put("@type", "uco-observable:ContentDataFacet")
                                        .put("uco-observable:mimeType", file.mediaType())
                                        .put(
                                                "uco-observable:sizeInBytes",
                                                typed(
                                                        "xsd:integer",
                                                        Long.toString(
                                                                file.facts().length())))
                                        .put(
                                                "uco-observable:hash",
                                                JsonArray.of(
                                                        hash(
                                                                plan,
                                                                path,
                                                                "SHA256",
                                                                file.facts()
                                                                        .sha256()
                                                                        .hex()),
                                                        hash(
                                                                plan,
                                                                path,
                                                                "SHA512",
                                                                file.facts()
                                                                        .sha512()
                                                                        .hex())))
                                        .build()))
                .build();
    }

    private static JsonObject hash(BundlePlan plan, String path, String method, String hex) {
        return JsonObject.builder()
                .put("@id", id(plan, "hash-" + method, path))
                .put("@type", "uco-types:Hash")
                .put("uco-types:hashMethod", typed("uco-vocabulary:HashNameVocab", method))
                .put("uco-types:hashValue", typed("xsd:hexBinary", hex))
                .build();
    }

    private static JsonObject typed(String type, String value) {
        return JsonObject.builder()
                .put("@type", type)
                .put("@value", new JsonString(value))
                .build();
    }

    private static JsonObject reference(String id) {
        return JsonObject.builder().put("@id", id).build();
    }

    /** UCO wants a UUID at the end; it follows from bundle and place, or the same bundle would not have the same bytes. */
    private static String id(BundlePlan plan, String kind, String place) {
        return "kb:" + kind + "-" + UUID.nameUUIDFromBytes((plan.id() + "/" + kind + "/" + place).getBytes(UTF_8));
    }
}
