package org.sillok.evidence.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.SourceId;

/** The JSON form of {@link ItemMetadata}: one reader for requests and for what was stored, one canonical writer. */
public final class MetadataJson {
    private static final int TITLE = 500;
    private static final int NAME = 500;
    private static final int TEXT = 20_000;

    private MetadataJson() {}

    /** What came of reading a request. */
    public sealed interface Reading {
        record Good(ItemMetadata metadata) implements Reading {}

        /** At least one flaw; all that were found. */
        record Flawed(List<Flaw> flaws) implements Reading {
            public Flawed {
                flaws = List.copyOf(flaws);
            }
        }
    }

    /** Reads untrusted JSON bytes; never throws for bad input. */
    public static Reading read(byte[] json) {
        try {
            return read(StrictJson.parse(json));
        } catch (JsonException e) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.SYNTAX, "", String.valueOf(e.getMessage()))));
        }
    }

    /** Reads a parsed value; never throws for bad input. */
    public static Reading read(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.VALUE, "", "expected an object")));
        }
        List<Flaw> flaws = new ArrayList<>();
        Fields fields = new Fields(object, "", flaws);
        Multilingual title = fields.texts("title", TITLE);
        ItemKind kind = fields.oneOf("kind", ItemKind.class);
        List<LanguageTag> languages = fields.languages("languages", 50);
        SourceId source = fields.parsed("source", SourceId::new);
        Creation created = fields.inside("created", MetadataJson::creation);
        String collector = fields.text("collector", NAME);
        CollectionMethod method = fields.oneOf("collectionMethod", CollectionMethod.class);
        Edtf collectedOn = fields.edtf("collectedOn");
        List<PriorCustody> before = fields.each("custodyBefore", 100, MetadataJson::priorCustody);
        Multilingual description = fields.texts("description", TEXT);
        if (object.find("title").isEmpty()) {
            fields.flaw("title", "required: the title in at least one language, as {\"<language tag>\": \"…\"}");
        }
        if (object.find("kind").isEmpty()) {
            fields.flaw("kind", "required: what the item is, for example TESTIMONY or DOCUMENT");
        }
        fields.finish();
        if (!flaws.isEmpty() || kind == null || title == null) {
            return new Reading.Flawed(
                    flaws.isEmpty()
                            ? List.of(new Flaw(Flaw.Kind.VALUE, "", "title and kind must not be null"))
                            : flaws);
        }
        return new Reading.Good(new ItemMetadata(
                title, kind, languages, source, created, collector, method, collectedOn, before, description));
    }

    /**
     * Reads bytes that {@link #canonical} wrote.
     *
     * @throws IllegalStateException if they are not such bytes: they were altered in storage
     */
    public static ItemMetadata stored(byte[] canonical) {
        if (read(canonical) instanceof Reading.Good good) {
            return good.metadata();
        }
        throw new IllegalStateException("stored metadata is not in its canonical form");
    }

    /** RFC 8785 bytes; absent fields are left out, so a record has one form. */
    public static byte[] canonical(ItemMetadata metadata) {
        return CanonicalJson.write(write(metadata));
    }

    public static JsonObject write(ItemMetadata metadata) {
        JsonObject.Builder json = JsonObject.builder()
                .put("title", texts(metadata.title()))
                .put("kind", metadata.kind().name())
                .put(
                        "languages",
                        JsonArray.ofTexts(metadata.languages().stream()
                                .map(LanguageTag::toString)
                                .toList()));
        SourceId source = metadata.source();
        putIfPresent(json, "source", source == null ? null : source.value());
        Creation created = metadata.created();
        if (created != null) {
            JsonObject.Builder inner = JsonObject.builder();
            putIfPresent(inner, "asWritten", created.asWritten());
            putIfPresent(inner, "edtf", text(created.edtf()));
            putIfPresent(inner, "place", created.place());
            json.put("created", inner.build());
        }
        putIfPresent(json, "collector", metadata.collector());
        CollectionMethod method = metadata.collectionMethod();
        putIfPresent(json, "collectionMethod", method == null ? null : method.name());
        putIfPresent(json, "collectedOn", text(metadata.collectedOn()));
        if (!metadata.custodyBefore().isEmpty()) {
            json.put(
                    "custodyBefore",
                    new JsonArray(metadata.custodyBefore().stream()
                            .<JsonValue>map(MetadataJson::write)
                            .toList()));
        }
        Multilingual description = metadata.description();
        if (description != null) {
            json.put("description", texts(description));
        }
        return json.build();
    }

    private static JsonObject write(PriorCustody custody) {
        JsonObject.Builder json = JsonObject.builder().put("holder", custody.holder());
        putIfPresent(json, "from", text(custody.from()));
        putIfPresent(json, "to", text(custody.to()));
        putIfPresent(json, "note", custody.note());
        return json.build();
    }

    private static @Nullable Creation creation(Fields fields) {
        return new Creation(fields.text("asWritten", NAME), fields.edtf("edtf"), fields.text("place", NAME));
    }

    private static @Nullable PriorCustody priorCustody(Fields fields) {
        String holder = fields.text("holder", NAME);
        PriorCustody custody = holder == null
                ? null
                : new PriorCustody(holder, fields.edtf("from"), fields.edtf("to"), fields.text("note", TEXT));
        if (holder == null) {
            fields.flaw("holder", "required: who held the material");
        }
        return custody;
    }

    private static JsonObject texts(Multilingual texts) {
        JsonObject.Builder json = JsonObject.builder();
        texts.byTag().forEach((tag, text) -> json.put(tag, new JsonString(text)));
        return json.build();
    }

    private static @Nullable String text(@Nullable Edtf edtf) {
        return edtf == null ? null : edtf.toString();
    }

    private static void putIfPresent(JsonObject.Builder json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }
}
