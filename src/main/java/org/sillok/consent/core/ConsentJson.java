package org.sillok.consent.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.Scope;
import org.sillok.terms.Term;
import org.sillok.terms.TermReader;
import org.sillok.terms.TermWriter;
import org.sillok.terms.Window;

/**
 * A version of a consent as the bytes that are sealed and whose digest its statement carries. The salt makes that digest tell
 * nothing to who guesses the rest.
 */
public final class ConsentJson {
    public static final int SALT_BYTES = 16;

    private ConsentJson() {}

    /** The bytes of {@code content} under {@code salt}. */
    public static byte[] write(ConsentContent content, byte[] salt) {
        JsonObject.Builder json = JsonObject.builder().put("salt", Base64Url.encode(salt));
        NoticeRef notice = content.notice();
        if (notice != null) {
            json.put(
                    "notice",
                    JsonObject.builder()
                            .put("id", notice.notice().value())
                            .put("version", notice.version())
                            .put("digest", notice.digest().base64Url())
                            .build());
        }
        json.put("type", content.type().name())
                .put("expressedBy", content.expressedBy().name());
        put(json, "capacity", content.capacity(), JsonString::new);
        put(json, "method", content.method(), method -> new JsonString(method.name()));
        put(json, "form", content.form(), EvidenceRef::json);
        put(json, "language", content.language(), language -> new JsonString(language.value()));
        put(json, "givenAt", content.givenAt(), date -> new JsonString(date.toString()));
        put(json, "validFrom", content.window().from(), ConsentJson::time);
        put(json, "validUntil", content.window().until(), ConsentJson::time);
        put(json, "reviewBy", content.reviewBy(), ConsentJson::time);
        json.put(
                "terms",
                new JsonArray(content.terms().stream().map(ConsentJson::clause).toList()));
        json.put("scope", scope(content.scope()));
        put(json, "assessment", content.assessment(), ConsentJson::assessment);
        put(json, "verification", content.verification(), ConsentJson::verification);
        put(json, "minority", content.minority(), ConsentJson::minority);
        put(json, "note", content.note(), JsonString::new);
        return CompactJson.write(json.build());
    }

    /**
     * Reads what {@link #write} wrote, by this version or a later one. A clause with a code that is not known becomes one that
     * forbids everything; anything else that is not known is a {@link RuntimeException}, never less than what was written.
     */
    public static ConsentContent read(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes)
                .asObject()
                .requireNoOthers(
                        "salt",
                        "notice",
                        "type",
                        "expressedBy",
                        "capacity",
                        "method",
                        "form",
                        "language",
                        "givenAt",
                        "validFrom",
                        "validUntil",
                        "reviewBy",
                        "terms",
                        "scope",
                        "assessment",
                        "verification",
                        "minority",
                        "note");
        return new ConsentContent(
                get(json, "notice", value -> notice(value.asObject())),
                ConsentType.valueOf(json.text("type")),
                ExpressedBy.valueOf(json.text("expressedBy")),
                get(json, "capacity", JsonValue::asText),
                get(json, "method", value -> ConsentMethod.valueOf(value.asText())),
                get(json, "form", value -> EvidenceRef.of(value.asObject())),
                get(json, "language", value -> new LanguageTag(value.asText())),
                get(json, "givenAt", value -> Edtf.parse(value.asText())),
                new Window(get(json, "validFrom", ConsentJson::instant), get(json, "validUntil", ConsentJson::instant)),
                get(json, "reviewBy", ConsentJson::instant),
                clauses(json.array("terms")),
                scope(json.object("scope")),
                get(json, "assessment", value -> assessment(value.asObject())),
                get(json, "verification", value -> verification(value.asObject())),
                get(json, "minority", value -> new Minority(get(value.asObject(), "majorityAt", ConsentJson::instant))),
                get(json, "note", JsonValue::asText));
    }

    /** The data scope as JSON. */
    public static JsonObject scope(Scope scope) {
        return JsonObject.builder()
                .put(
                        "parts",
                        new JsonArray(scope.parts().stream()
                                .sorted()
                                .<JsonValue>map(part -> new JsonString(part.name()))
                                .toList()))
                .put("lineage", scope.lineage().name())
                .build();
    }

    private static Scope scope(JsonObject json) {
        return new Scope(
                json.array("parts").values().stream()
                        .map(part -> Part.valueOf(part.asText()))
                        .collect(Collectors.toSet()),
                Lineage.valueOf(json.text("lineage")));
    }

    private static JsonValue clause(Clause clause) {
        if (clause instanceof Term term) {
            return TermWriter.write(term);
        }
        throw new IllegalArgumentException("a clause that cannot be read cannot be written");
    }

    private static List<Clause> clauses(JsonArray terms) {
        List<Clause> clauses = new ArrayList<>();
        for (JsonValue term : terms.values()) {
            clauses.add(TermReader.readStored(term, new ClauseId("unreadable-" + (clauses.size() + 1))));
        }
        return clauses;
    }

    private static NoticeRef notice(JsonObject json) {
        return new NoticeRef(
                new NoticeId(json.text("id")),
                Math.toIntExact(json.number("version")),
                Digest.sha256(Base64Url.decode(json.text("digest"))));
    }

    private static JsonObject assessment(Assessment assessment) {
        JsonObject.Builder json =
                JsonObject.builder().put("ability", assessment.ability().name());
        put(json, "how", assessment.how(), JsonString::new);
        put(json, "at", assessment.at(), ConsentJson::time);
        return json.build();
    }

    private static Assessment assessment(JsonObject json) {
        return new Assessment(
                Ability.valueOf(json.text("ability")),
                get(json, "how", JsonValue::asText),
                get(json, "at", ConsentJson::instant));
    }

    private static JsonObject verification(Verification verification) {
        return JsonObject.builder()
                .put("by", verification.by())
                .put("at", time(verification.at()))
                .put("how", verification.how())
                .build();
    }

    private static Verification verification(JsonObject json) {
        return new Verification(json.text("by"), instant(json.get("at")), json.text("how"));
    }

    private static JsonObject minority(Minority minority) {
        JsonObject.Builder json = JsonObject.builder();
        put(json, "majorityAt", minority.majorityAt(), ConsentJson::time);
        return json.build();
    }

    static JsonString time(Instant instant) {
        return new JsonString(Timestamps.format(instant));
    }

    static Instant instant(JsonValue value) {
        return Timestamps.parse(value.asText());
    }

    static <T> void put(
            JsonObject.Builder json, String name, @Nullable T value, Function<T, ? extends JsonValue> write) {
        if (value != null) {
            json.put(name, write.apply(value));
        }
    }

    static <T> @Nullable T get(JsonObject json, String name, Function<JsonValue, T> read) {
        Optional<JsonValue> value = json.find(name);
        return value.isPresent() ? read.apply(value.get()) : null;
    }
}
