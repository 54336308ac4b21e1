package org.sillok.evidence.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;

/**
 * What is said about one version: how it came about, from which versions, in which language.
 *
 * @param parents the versions it was made from: none for {@link Activity#ORIGINAL}, at least one for all others
 */
public record VersionDescription(
        Activity activity,
        List<VersionRef> parents,
        @Nullable LanguageTag language,
        @Nullable String note) {
    public static final int MAX_PARENTS = 100;

    public VersionDescription {
        parents = List.copyOf(parents);
        if ((activity == Activity.ORIGINAL) != parents.isEmpty()) {
            throw new IllegalArgumentException("exactly the original has no parent");
        }
        if (parents.stream().distinct().count() != parents.size()) {
            throw new IllegalArgumentException("a parent is named twice");
        }
    }

    public static VersionDescription original() {
        return new VersionDescription(Activity.ORIGINAL, List.of(), null, null);
    }

    /** What came of reading a request. */
    public sealed interface Reading {
        record Good(VersionDescription description) implements Reading {}

        /** At least one flaw; all that were found. */
        record Flawed(List<Flaw> flaws) implements Reading {
            public Flawed {
                flaws = List.copyOf(flaws);
            }
        }
    }

    /** Reads untrusted JSON bytes; never throws for bad input. */
    public static Reading read(byte[] json) {
        JsonValue value;
        try {
            value = StrictJson.parse(json);
        } catch (JsonException e) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.SYNTAX, "", String.valueOf(e.getMessage()))));
        }
        if (!(value instanceof JsonObject object)) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.VALUE, "", "expected an object")));
        }
        List<Flaw> flaws = new ArrayList<>();
        Fields fields = new Fields(object, "", flaws);
        Activity activity = fields.oneOf("activity", Activity.class);
        List<VersionRef> parents = fields.each("parents", MAX_PARENTS, VersionDescription::parent);
        LanguageTag language = fields.language("language");
        String note = fields.text("note", 20_000);
        if (object.find("activity").isEmpty()) {
            fields.flaw("activity", "required: how the version came about, for example TRANSCRIPT");
        } else if (activity == Activity.ORIGINAL) {
            fields.flaw("activity", "the original is the item's first version; a new original is a new item");
        }
        if (parents.isEmpty()) {
            fields.flaw(
                    "parents", "required: the versions it was made from, as [{\"item\": \"itm_…\", \"version\": 1}]");
        } else if (parents.stream().distinct().count() != parents.size()) {
            fields.flaw("parents", "a parent is named twice");
        }
        fields.finish();
        if (!flaws.isEmpty() || activity == null) {
            return new Reading.Flawed(
                    flaws.isEmpty() ? List.of(new Flaw(Flaw.Kind.VALUE, "/activity", "must not be null")) : flaws);
        }
        return new Reading.Good(new VersionDescription(activity, parents, language, note));
    }

    private static @Nullable VersionRef parent(Fields fields) {
        ItemId item = fields.parsed("item", ItemId::new);
        Integer version = fields.positive("version");
        if (item == null || version == null) {
            fields.flaw("", "expected {\"item\": \"itm_…\", \"version\": 1}");
            return null;
        }
        return new VersionRef(item, version);
    }

    /** The confidential part, for sealing: language and note as canonical JSON. */
    public byte[] sealedPart() {
        JsonObject.Builder json = JsonObject.builder();
        LanguageTag tag = language;
        if (tag != null) {
            json.put("language", tag.toString());
        }
        String text = note;
        if (text != null) {
            json.put("note", text);
        }
        return CanonicalJson.write(json.build());
    }

    /** Puts a version back together from its row and its opened part. */
    public static VersionDescription stored(Activity activity, List<VersionRef> parents, byte[] sealedPart) {
        JsonObject json = StrictJson.parse(sealedPart).asObject();
        return new VersionDescription(
                activity,
                parents,
                json.find("language")
                        .map(JsonValue::asText)
                        .map(LanguageTag::parse)
                        .orElse(null),
                json.find("note").map(JsonValue::asText).orElse(null));
    }
}
