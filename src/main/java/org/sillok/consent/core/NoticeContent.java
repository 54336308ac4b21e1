package org.sillok.consent.core;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.LanguageTag;

/** What one version of a notice told: a text, or a file that was deposited. Its text form shows neither. */
public record NoticeContent(
        LanguageTag language,
        NoticeMedium medium,
        Set<NoticePoint> points,
        @Nullable String text,
        @Nullable EvidenceRef document) {
    public NoticeContent {
        points = Set.copyOf(points);
        if ((text == null) == (document == null)) {
            throw new IllegalArgumentException("a text or a document");
        }
    }

    /** The bytes under {@code salt}. */
    public byte[] toBytes(byte[] salt) {
        JsonObject.Builder json = JsonObject.builder()
                .put("salt", Base64Url.encode(salt))
                .put("language", language.value())
                .put("medium", medium.name())
                .put(
                        "points",
                        new JsonArray(points.stream()
                                .sorted()
                                .<JsonValue>map(point -> new JsonString(point.name()))
                                .toList()));
        ConsentJson.put(json, "text", text, JsonString::new);
        ConsentJson.put(json, "document", document, EvidenceRef::json);
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static NoticeContent ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        return new NoticeContent(
                new LanguageTag(json.text("language")),
                NoticeMedium.valueOf(json.text("medium")),
                json.array("points").values().stream()
                        .map(point -> NoticePoint.valueOf(point.asText()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticePoint.class))),
                ConsentJson.get(json, "text", JsonValue::asText),
                ConsentJson.get(json, "document", value -> EvidenceRef.of(value.asObject())));
    }

    @Override
    public String toString() {
        return "NoticeContent[" + language + "]";
    }
}
