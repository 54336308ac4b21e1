package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.sillok.json.JsonObject;

/** PROV-JSON: which files belong to which item, and that one activity put them into the bundle. */
final class Prov {
    private Prov() {}

    static void write(BundlePlan plan, OutputStream out) throws IOException {
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                plan.date().atStartOfDay().atOffset(ZoneOffset.UTC));
        Text text = new Text(out)
                .add("{\"prefix\":{\"s\":\"urn:sillok:term:\",\"b\":\"urn:sillok:bundle:" + plan.id() + "/\"},")
                .list("\"entity\":{");
        text.member(
                "b:bundle",
                JsonObject.builder().put("prov:type", "prov:Collection").build());
        for (PlannedItem item : plan.items()) {
            text.member(
                    "b:" + item.name(),
                    JsonObject.builder()
                            .put("prov:type", "prov:Collection")
                            .put("s:version", item.version())
                            .put("s:derivation", item.derivation().orElse("ORIGINAL"))
                            .build());
            for (PlannedFile file : item.files()) {
                text.member(
                        "b:" + Layout.file(item, file),
                        JsonObject.builder()
                                .put("s:mediaType", file.mediaType())
                                .put("s:sha256", file.facts().sha256().hex())
                                .build());
            }
        }
        text.list("\n},\"activity\":{");
        text.member(
                "b:export",
                JsonObject.builder()
                        .put("prov:startTime", time)
                        .put("prov:type", "s:EXPORT")
                        .build());
        text.list("\n},\"agent\":{");
        text.member(
                "b:repository",
                JsonObject.builder().put("prov:type", "prov:SoftwareAgent").build());
        text.list("\n},\"wasAssociatedWith\":{");
        text.member(
                "_:associated",
                JsonObject.builder()
                        .put("prov:activity", "b:export")
                        .put("prov:agent", "b:repository")
                        .build());
        text.list("\n},\"wasGeneratedBy\":{");
        text.member(
                "_:generated",
                JsonObject.builder()
                        .put("prov:entity", "b:bundle")
                        .put("prov:activity", "b:export")
                        .put("prov:time", time)
                        .build());
        text.list("\n},\"hadMember\":{");
        for (PlannedItem item : plan.items()) {
            text.member("_:" + item.name(), member("b:bundle", "b:" + item.name()));
            for (PlannedFile file : item.files()) {
                text.member(
                        "_:" + item.name() + "-" + file.number(),
                        member("b:" + item.name(), "b:" + Layout.file(item, file)));
            }
        }
        text.add("\n}}\n").flush();
    }

    private static JsonObject member(String collection, String entity) {
        return JsonObject.builder()
                .put("prov:collection", collection)
                .put("prov:entity", entity)
                .build();
    }
}
