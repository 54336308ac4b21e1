package org.sillok.bundle;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.PlannedDecision;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.PartyId;

/**
 * What a bundle says of one item, as it is kept sealed in the item's row. Nothing that may not go out is in it, but for the
 * digest of the statement, which the receipt has anyway.
 *
 * @param statement digest of the custody statement that brought the released version
 */
record ItemPlan(
        Optional<String> derivation,
        Digest statement,
        Description description,
        List<PlannedFile> files,
        PlannedDecision decision) {
    ItemPlan {
        files = List.copyOf(files);
    }

    PlannedItem planned(int number, int version, Facts receipt) {
        return new PlannedItem(number, version, derivation, description, files, receipt, decision);
    }

    byte[] toBytes() {
        JsonObject.Builder json = JsonObject.builder()
                .put("statement", statement.base64Url())
                .put("holder", decision.holder().value())
                .put("basis", decision.basis().base64Url())
                .put("obligations", new JsonArray(new ArrayList<>(decision.obligations())))
                .put("files", new JsonArray(files.stream().map(ItemPlan::write).toList()));
        derivation.ifPresent(code -> json.put("derivation", code));
        description.title().ifPresent(title -> json.put("title", PlanJson.texts(title)));
        description.summary().ifPresent(summary -> json.put("summary", PlanJson.texts(summary)));
        json.put(
                        "dates",
                        new JsonArray(description.dates().stream()
                                .map(ItemPlan::write)
                                .toList()))
                .put("places", JsonArray.ofTexts(description.places()))
                .put(
                        "languages",
                        JsonArray.ofTexts(description.languages().stream()
                                .map(LanguageTag::value)
                                .toList()));
        return CompactJson.write(json.build());
    }

    static ItemPlan ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        return new ItemPlan(
                json.find("derivation").map(JsonValue::asText),
                PlanJson.digest(json, "statement"),
                new Description(
                        json.find("title").map(PlanJson::texts),
                        json.find("summary").map(PlanJson::texts),
                        json.array("dates").values().stream()
                                .map(ItemPlan::date)
                                .toList(),
                        json.array("places").texts(),
                        json.array("languages").texts().stream()
                                .map(LanguageTag::parse)
                                .toList()),
                json.array("files").values().stream().map(ItemPlan::file).toList(),
                new PlannedDecision(
                        new PartyId(json.text("holder")),
                        PlanJson.digest(json, "basis"),
                        json.array("obligations").values().stream()
                                .map(JsonValue::asObject)
                                .toList()));
    }

    private static JsonValue write(PlannedFile file) {
        JsonObject.Builder json =
                JsonObject.builder().put("number", file.number()).put("mediaType", file.mediaType());
        file.originalName().ifPresent(name -> json.put("name", name));
        return facts(json, file.facts()).build();
    }

    private static PlannedFile file(JsonValue value) {
        JsonObject json = value.asObject();
        return new PlannedFile(
                (int) json.number("number"),
                json.text("mediaType"),
                json.find("name").map(JsonValue::asText),
                facts(json));
    }

    private static JsonValue write(Description.WrittenDate date) {
        JsonObject.Builder json = JsonObject.builder().put("written", date.written());
        date.edtf().ifPresent(edtf -> json.put("edtf", edtf.toString()));
        return json.build();
    }

    private static Description.WrittenDate date(JsonValue value) {
        JsonObject json = value.asObject();
        return new Description.WrittenDate(
                json.text("written"), json.find("edtf").map(JsonValue::asText).map(Edtf::parse));
    }

    private static JsonObject.Builder facts(JsonObject.Builder json, Facts facts) {
        return json.put("length", facts.length())
                .put("sha256", facts.sha256().hex())
                .put("sha512", facts.sha512().hex());
    }

    /** Facts about a receipt, as they are kept beside it. */
    static byte[] write(Facts facts) {
        return CompactJson.write(facts(JsonObject.builder(), facts).build());
    }

    /** Reads what {@link #write(Facts)} wrote. */
    static Facts facts(byte[] bytes) {
        return facts(StrictJson.parse(bytes).asObject());
    }

    private static Facts facts(JsonObject json) {
        HexFormat hex = HexFormat.of();
        return new Facts(
                json.number("length"),
                Digest.sha256(hex.parseHex(json.text("sha256"))),
                Digest.sha512(hex.parseHex(json.text("sha512"))));
    }

    @Override
    public String toString() {
        return "ItemPlan";
    }
}
