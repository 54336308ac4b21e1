package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/** RO-Crate 1.2 metadata: what each file is, for programs and people that know nothing of evidence. */
final class Crate {
    private static final SortedMap<String, String> PAPERS = new TreeMap<>();

    static {
        PAPERS.put(Layout.COVER, "text/html");
        PAPERS.put(Layout.COMPLETENESS, "application/json");
        PAPERS.put(Layout.CSV, "text/csv");
        PAPERS.put(Layout.DAT, "text/plain");
        PAPERS.put(Layout.OPT, "text/plain");
        PAPERS.put(Layout.CASE, "application/ld+json");
        PAPERS.put(Layout.PREMIS, "application/xml");
        PAPERS.put(Layout.PROV, "application/json");
        PAPERS.put(Layout.DECISIONS, "application/json");
        PAPERS.put(Layout.HANDLING, "application/json");
        PAPERS.put(Layout.TERMS, "application/ld+json");
        PAPERS.put(Layout.UNDERTAKINGS, "application/json");
    }

    private Crate() {}

    static void write(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out)
                .add("{\"@context\":\"https://w3id.org/ro/crate/1.2/context\"")
                .list(",\"@graph\":[");
        text.element(JsonObject.builder()
                .put("@id", "ro-crate-metadata.json")
                .put("@type", "CreativeWork")
                .put("conformsTo", reference("https://w3id.org/ro/crate/1.2"))
                .put("about", reference("./"))
                .build());
        root(plan, text);
        for (PlannedItem item : plan.items()) {
            text.element(item(item));
            for (PlannedFile file : item.files()) {
                text.element(file(item, file));
            }
        }
        for (Map.Entry<String, String> paper : PAPERS.entrySet()) {
            text.element(JsonObject.builder()
                    .put("@id", relative(paper.getKey()))
                    .put("@type", "File")
                    .put("name", paper.getKey().substring(paper.getKey().lastIndexOf('/') + 1))
                    .put("encodingFormat", paper.getValue())
                    .build());
        }
        text.add("\n]}\n").flush();
    }

    /** Written piece by piece, because it names everything. */
    private static void root(BundlePlan plan, Text text) throws IOException {
        text.add(",\n{\"@id\":\"./\",\"@type\":\"Dataset\",\"identifier\":\"" + plan.id()
                        + "\",\"name\":\"Export bundle "
                        + plan.id()
                        + "\",\"description\":\"Items released for stated purposes, with terms and records of"
                        + " custody\",\"datePublished\":\"" + plan.date() + "\",\"license\":{\"@id\":\""
                        + relative(Layout.TERMS) + "\"}")
                .list(",\"mentions\":[");
        for (PlannedItem item : plan.items()) {
            text.element(reference("#" + item.name()));
        }
        text.list("],\"hasPart\":[");
        for (String paper : PAPERS.keySet()) {
            text.element(reference(relative(paper)));
        }
        for (PlannedItem item : plan.items()) {
            for (PlannedFile file : item.files()) {
                text.element(reference(relative(Layout.file(item, file))));
            }
        }
        text.add("]}");
    }

    private static JsonObject item(PlannedItem item) {
        Description description = item.description();
        JsonObject.Builder entity = JsonObject.builder()
                .put("@id", "#" + item.name())
                .put("@type", "CreativeWork")
                .put("identifier", item.name())
                .put("name", description.title().map(Crate::languages).orElse(new JsonString(item.name())))
                .put("version", Integer.toString(item.version()));
        description.summary().ifPresent(summary -> entity.put("description", languages(summary)));
        texts(
                entity,
                "temporalCoverage",
                description.dates().stream()
                        .map(date -> date.edtf().map(Object::toString).orElse(date.written()))
                        .toList());
        texts(
                entity,
                "inLanguage",
                description.languages().stream().map(LanguageTag::value).toList());
        texts(entity, "locationCreated", description.places());
        List<JsonValue> parts = new ArrayList<>();
        item.files().forEach(file -> parts.add(reference(relative(Layout.file(item, file)))));
        if (!parts.isEmpty()) {
            entity.put("hasPart", new JsonArray(parts));
        }
        return entity.build();
    }

    private static JsonObject file(PlannedItem item, PlannedFile file) {
        String path = relative(Layout.file(item, file));
        return JsonObject.builder()
                .put("@id", path)
                .put("@type", "File")
                .put("name", file.originalName().orElse(path.substring(path.lastIndexOf('/') + 1)))
                .put("encodingFormat", file.mediaType())
                .put("contentSize", JsonNumber.of(file.facts().length()).text())
                .put("sha256", file.facts().sha256().hex())
                .build();
    }

    private static void texts(JsonObject.Builder entity, String name, List<String> values) {
        if (!values.isEmpty()) {
            entity.put(name, JsonArray.ofTexts(values));
        }
    }

    private static JsonValue languages(Multilingual texts) {
        List<JsonValue> values = new ArrayList<>();
        texts.byTag()
                .forEach((tag, text) -> values.add(JsonObject.builder()
                        .put("@value", text)
                        .put("@language", tag)
                        .build()));
        return new JsonArray(values);
    }

    private static JsonObject reference(String id) {
        return JsonObject.builder().put("@id", id).build();
    }

    private static String relative(String path) {
        return path.substring("data/".length());
    }
}
