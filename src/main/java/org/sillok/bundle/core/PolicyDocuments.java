package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Multilingual;

/** What is here and what is not, why, and on which conditions. */
final class PolicyDocuments {
    private PolicyDocuments() {}

    static void completeness(BundlePlan plan, OutputStream out) throws IOException {
        Completeness completeness = plan.completeness();
        Text text = begin(out, "sillok/completeness/1", plan)
                .add(",\"status\":\"" + completeness.status() + "\"")
                .list(",\"released\":[");
        for (PlannedItem item : plan.items()) {
            text.element(JsonObject.builder()
                    .put("number", item.name())
                    .put("version", item.version())
                    .put(
                            "files",
                            JsonArray.ofTexts(item.files().stream()
                                    .map(file -> Layout.file(item, file))
                                    .toList()))
                    .build());
        }
        text.list("],\"withheld\":[");
        for (Withheld withheld : completeness.withheld()) {
            text.element(JsonObject.builder()
                    .put(
                            "number",
                            withheld.number().isPresent()
                                    ? new JsonString(Layout.withheldName(
                                            withheld.number().getAsInt()))
                                    : JsonNull.NULL)
                    .put("reason", withheld.reason())
                    .build());
        }
        text.add("],\"commitment\":\"" + completeness.commitment().base64Url() + "\"}\n")
                .flush();
    }

    static void decisions(BundlePlan plan, OutputStream out) throws IOException {
        Text text = begin(out, "sillok/decisions/1", plan)
                .add(",\"request\":\"" + plan.papers().request() + "\"")
                .add(",\"revision\":" + plan.papers().revision())
                .add(",\"requester\":\"" + plan.cover().requester() + "\"")
                .list(",\"holders\":[");
        for (Papers.Holder holder : plan.papers().holders()) {
            text.element(JsonObject.builder()
                    .put("party", holder.party().value())
                    .put("basis", holder.basis().base64Url())
                    .put(
                            "approvals",
                            new JsonArray(holder.approvals().stream()
                                    .map(PolicyDocuments::approval)
                                    .toList()))
                    .build());
        }
        text.list("],\"items\":[");
        for (PlannedItem item : plan.items()) {
            PlannedDecision decision = item.decision();
            text.element(JsonObject.builder()
                    .put("number", item.name())
                    .put("version", item.version())
                    .put("outcome", "PERMIT")
                    .put("holder", decision.holder().value())
                    .put("basis", decision.basis().base64Url())
                    .put("obligations", new JsonArray(new ArrayList<>(decision.obligations())))
                    .build());
        }
        text.add("]}\n").flush();
    }

    private static JsonValue approval(Papers.Approval approval) {
        return JsonObject.builder()
                .put("party", approval.party().value())
                .put("signedBy", "PARTY_KEY")
                .put("key", base64(approval.key()))
                .put("signature", base64(approval.signature()))
                .build();
    }

    static void undertakings(BundlePlan plan, OutputStream out) throws IOException {
        Text text = begin(out, "sillok/undertakings/1", plan).list(",\"undertakings\":[");
        for (Papers.Undertaking undertaking : plan.papers().undertakings()) {
            text.element(JsonObject.builder()
                    .put("agreement", undertaking.agreement().value())
                    .put("statement", undertaking.statement().base64Url())
                    .put("text", languages(undertaking.text()))
                    .build());
        }
        text.add("]}\n").flush();
    }

    static void handling(BundlePlan plan, OutputStream out) throws IOException {
        Cover cover = plan.cover();
        List<JsonValue> conditions = new ArrayList<>();
        cover.conditions().forEach(condition -> conditions.add(languages(condition)));
        begin(out, "sillok/handling/1", plan)
                .add(",\"purposes\":")
                .json(JsonArray.ofTexts(
                        cover.purposes().stream().map(Enum::name).toList()))
                .add(",\"proceeding\":")
                .json(cover.proceeding().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .add(",\"until\":")
                .json(cover.until()
                        .<JsonValue>map(day -> new JsonString(day.toString()))
                        .orElse(JsonNull.NULL))
                .add(",\"conditions\":")
                .json(new JsonArray(conditions))
                .add(",\"handling\":")
                .json(new JsonArray(new ArrayList<>(plan.papers().handling())))
                .add("}\n")
                .flush();
    }

    private static Text begin(OutputStream out, String type, BundlePlan plan) throws IOException {
        return new Text(out).add("{\"type\":\"" + type + "\",\"bundle\":\"" + plan.id() + "\"");
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private static JsonObject languages(Multilingual texts) {
        JsonObject.Builder object = JsonObject.builder();
        SortedMap<String, String> byTag = texts.byTag();
        byTag.forEach(object::put);
        return object.build();
    }
}
