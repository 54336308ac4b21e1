package org.sillok.agreement.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.LanguageTag;

/**
 * Drafts to begin with, in English and Korean. The parties, and the case of an undertaking, are left to be filled in. They
 * are a proposal for people to change, and no legal advice.
 */
public final class Templates {
    private static final List<String> TEXTS = List.of(
            "title",
            "intention",
            "confidentiality",
            "conditionsForSharing",
            "conditionalConsent",
            "procedureForProvision",
            "handlingByRecipient");

    private Templates() {}

    /** The drafts, with their texts in that language, or in every language if it is null; empty if there are none in it. */
    public static List<JsonObject> in(@Nullable LanguageTag language) {
        return document().array("templates").values().stream()
                .map(JsonValue::asObject)
                .filter(draft ->
                        language == null || draft.object("title").members().containsKey(language.value()))
                .map(draft -> language == null ? draft : only(draft, language.value()))
                .toList();
    }

    private static JsonObject only(JsonObject draft, String language) {
        JsonObject.Builder reduced = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : draft.members().entrySet()) {
            reduced.put(
                    member.getKey(),
                    TEXTS.contains(member.getKey())
                            ? new JsonObject(Map.of(
                                    language,
                                    new JsonString(member.getValue().asObject().text(language))))
                            : member.getValue());
        }
        return reduced.build();
    }

    private static JsonObject document() {
        try (InputStream document = Templates.class.getResourceAsStream("templates.json")) {
            if (document == null) {
                throw new IllegalStateException("templates.json is not beside its class");
            }
            return StrictJson.parse(document.readAllBytes()).asObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
