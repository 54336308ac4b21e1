package org.sillok.agreement.core;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.TermWriter;

/** Drafts as JSON. What is not set is left out, and the same draft is always the same JSON. */
public final class DraftWriter {
    private DraftWriter() {}

    /** What {@link DraftReader} reads. */
    public static JsonObject write(Draft draft) {
        JsonObject.Builder json = JsonObject.builder();
        fill(json, draft);
        return json.build();
    }

    static void fill(JsonObject.Builder json, Draft draft) {
        json.put("kind", draft.kind().name())
                .put("providers", ids(draft.providers()))
                .put("recipients", ids(draft.recipients()));
        if (draft.umbrella() != null) {
            json.put("umbrella", draft.umbrella().value());
        }
        if (draft.caseRef() != null) {
            json.put("caseRef", draft.caseRef().value());
        }
        draft.wording().byName().forEach((name, text) -> json.put(name, texts(text)));
        instant(json, "effectiveFrom", draft.effectiveFrom());
        instant(json, "effectiveUntil", draft.effectiveUntil());
        days(json, "reviewPeriodDays", draft.reviewPeriodDays());
        days(json, "recallDeadlineDays", draft.recallDeadlineDays());
        json.put("onTermination", draft.onTermination().name()).put("prohibitionsSurvive", draft.prohibitionsSurvive());
        if (draft.signedDocument() != null) {
            json.put("signedDocument", document(draft.signedDocument()));
        }
        json.put(
                "clauses",
                new JsonArray(draft.clauses().stream()
                        .<JsonValue>map(TermWriter::write)
                        .toList()));
    }

    /** An item's version as JSON. */
    public static JsonObject document(SignedDocument document) {
        return JsonObject.builder()
                .put("item", document.item().value())
                .put("version", document.version())
                .build();
    }

    /** A text in several languages as JSON. */
    public static JsonObject texts(Multilingual text) {
        JsonObject.Builder json = JsonObject.builder();
        text.byTag().forEach(json::put);
        return json.build();
    }

    private static JsonArray ids(Collection<PartyId> parties) {
        return JsonArray.ofTexts(parties.stream().map(PartyId::value).sorted().toList());
    }

    private static void instant(JsonObject.Builder json, String name, @Nullable Instant instant) {
        if (instant != null) {
            json.put(name, Timestamps.format(instant));
        }
    }

    private static void days(JsonObject.Builder json, String name, @Nullable Integer days) {
        if (days != null) {
            json.put(name, days.longValue());
        }
    }
}
