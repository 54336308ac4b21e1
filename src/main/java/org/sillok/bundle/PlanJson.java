package org.sillok.bundle;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Cover;
import org.sillok.bundle.core.Papers;
import org.sillok.bundle.core.Withheld;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.terms.Purpose;

/** The head of a plan as JSON, to be sealed. What is read is what was written. */
final class PlanJson {
    private PlanJson() {}

    static byte[] write(PlanHead head) {
        JsonObject.Builder json = JsonObject.builder()
                .put("date", head.date().toString())
                .put("cover", cover(head.cover()))
                .put("completeness", completeness(head.completeness()))
                .put("papers", papers(head.papers()))
                .put("verifyPage", text(head.verifyPage()));
        head.replaces().ifPresent(bundle -> json.put("replaces", bundle.value()));
        return CompactJson.write(json.build());
    }

    static PlanHead head(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        return new PlanHead(
                LocalDate.parse(json.text("date")),
                json.find("replaces").map(JsonValue::asText).map(BundleId::new),
                cover(json.object("cover")),
                completeness(json.object("completeness")),
                papers(json.object("papers")),
                Bytes.utf8(json.text("verifyPage")));
    }

    private static JsonObject cover(Cover cover) {
        JsonObject.Builder json = JsonObject.builder()
                .put("requester", cover.requester().value())
                .put("requesterName", texts(cover.requesterName()))
                .put("owners", list(cover.owners(), PlanJson::texts))
                .put(
                        "purposes",
                        JsonArray.ofTexts(
                                cover.purposes().stream().map(Enum::name).toList()))
                .put("conditions", list(cover.conditions(), PlanJson::texts))
                .put("contact", texts(cover.contact()));
        cover.proceeding().ifPresent(proceeding -> json.put("proceeding", proceeding));
        cover.until().ifPresent(until -> json.put("until", until.toString()));
        return json.build();
    }

    private static Cover cover(JsonObject json) {
        TreeSet<Purpose> purposes = new TreeSet<>();
        json.array("purposes").texts().forEach(code -> purposes.add(Purpose.valueOf(code)));
        return new Cover(
                new PartyId(json.text("requester")),
                texts(json.get("requesterName")),
                read(json.array("owners"), PlanJson::texts),
                purposes,
                json.find("proceeding").map(JsonValue::asText),
                json.find("until").map(JsonValue::asText).map(LocalDate::parse),
                read(json.array("conditions"), PlanJson::texts),
                texts(json.get("contact")));
    }

    private static JsonObject completeness(Completeness completeness) {
        return JsonObject.builder()
                .put("status", completeness.status().name())
                .put("withheld", list(completeness.withheld(), PlanJson::withheld))
                .put("commitment", completeness.commitment().base64Url())
                .build();
    }

    private static JsonObject withheld(Withheld withheld) {
        JsonObject.Builder json = JsonObject.builder().put("reason", withheld.reason());
        withheld.number().ifPresent(number -> json.put("number", number));
        return json.build();
    }

    private static Completeness completeness(JsonObject json) {
        return new Completeness(
                Completeness.Status.valueOf(json.text("status")),
                read(json.array("withheld"), value -> {
                    JsonObject one = value.asObject();
                    return new Withheld(
                            one.find("number")
                                    .map(number -> OptionalInt.of((int) number.asLong()))
                                    .orElseGet(OptionalInt::empty),
                            one.text("reason"));
                }),
                digest(json, "commitment"));
    }

    private static JsonObject papers(Papers papers) {
        return JsonObject.builder()
                .put("request", papers.request().value())
                .put("revision", papers.revision())
                .put(
                        "holders",
                        list(
                                papers.holders(),
                                holder -> JsonObject.builder()
                                        .put("party", holder.party().value())
                                        .put("basis", holder.basis().base64Url())
                                        .put("approvals", list(holder.approvals(), PlanJson::approval))
                                        .build()))
                .put("terms", text(papers.terms()))
                .put(
                        "consentReceipts",
                        JsonArray.ofTexts(papers.consentReceipts().stream()
                                .map(PlanJson::text)
                                .toList()))
                .put(
                        "undertakings",
                        list(
                                papers.undertakings(),
                                one -> JsonObject.builder()
                                        .put("agreement", one.agreement().value())
                                        .put("statement", one.statement().base64Url())
                                        .put("text", texts(one.text()))
                                        .build()))
                .put("handling", new JsonArray(new ArrayList<>(papers.handling())))
                .build();
    }

    private static JsonObject approval(Papers.Approval approval) {
        return JsonObject.builder()
                .put("party", approval.party().value())
                .put("key", base64(approval.key()))
                .put("signature", base64(approval.signature()))
                .build();
    }

    private static Papers papers(JsonObject json) {
        return new Papers(
                new RequestId(json.text("request")),
                (int) json.number("revision"),
                read(json.array("holders"), value -> {
                    JsonObject holder = value.asObject();
                    return new Papers.Holder(
                            new PartyId(holder.text("party")),
                            digest(holder, "basis"),
                            read(holder.array("approvals"), PlanJson::approval));
                }),
                Bytes.utf8(json.text("terms")),
                json.array("consentReceipts").texts().stream().map(Bytes::utf8).toList(),
                read(json.array("undertakings"), value -> {
                    JsonObject one = value.asObject();
                    return new Papers.Undertaking(
                            new AgreementId(one.text("agreement")), digest(one, "statement"), texts(one.get("text")));
                }),
                read(json.array("handling"), JsonValue::asObject));
    }

    private static Papers.Approval approval(JsonValue value) {
        JsonObject json = value.asObject();
        return new Papers.Approval(
                new PartyId(json.text("party")), bytes(json.text("key")), bytes(json.text("signature")));
    }

    static JsonObject texts(Multilingual texts) {
        JsonObject.Builder json = JsonObject.builder();
        texts.byTag().forEach(json::put);
        return json.build();
    }

    static Multilingual texts(JsonValue value) {
        Map<String, String> texts = new HashMap<>();
        value.asObject().members().forEach((tag, text) -> texts.put(tag, text.asText()));
        return Multilingual.of(texts, Integer.MAX_VALUE);
    }

    static Digest digest(JsonObject json, String name) {
        return Digest.sha256(Base64Url.decode(json.text(name)));
    }

    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    static Bytes bytes(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }

    private static String text(Bytes utf8) {
        return new String(utf8.toArray(), StandardCharsets.UTF_8);
    }

    private static <T> JsonArray list(List<T> values, Function<? super T, ? extends JsonValue> write) {
        return new JsonArray(values.stream().<JsonValue>map(write).toList());
    }

    private static <T> List<T> read(JsonArray array, Function<JsonValue, T> read) {
        return array.values().stream().map(read).toList();
    }
}
