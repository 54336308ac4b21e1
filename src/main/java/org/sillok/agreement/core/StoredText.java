package org.sillok.agreement.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.CaseRef;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.TermReader;

/**
 * The text of a version as it is stored.
 *
 * @param draft the members of the draft, in no particular order
 * @param bytes the exact bytes
 */
public record StoredText(AgreementId agreement, int number, JsonObject draft, Bytes bytes) {
    private static final String PROHIBITIONS_SURVIVE = "prohibitionsSurvive";

    public AgreementKind kind() {
        return AgreementKind.valueOf(draft.text("kind"));
    }

    public Set<PartyId> parties(Side side) {
        Set<PartyId> parties = new HashSet<>();
        draft.array(side.member()).texts().forEach(id -> parties.add(new PartyId(id)));
        return parties;
    }

    public @Nullable CaseRef caseRef() {
        return draft.find("caseRef").map(JsonValue::asText).map(CaseRef::new).orElse(null);
    }

    public @Nullable String umbrella() {
        return draft.find("umbrella").map(JsonValue::asText).orElse(null);
    }

    public @Nullable Instant effectiveFrom() {
        return draft.find("effectiveFrom")
                .map(JsonValue::asText)
                .map(Timestamps::parse)
                .orElse(null);
    }

    public @Nullable Instant effectiveUntil() {
        return draft.find("effectiveUntil")
                .map(JsonValue::asText)
                .map(Timestamps::parse)
                .orElse(null);
    }

    /** After how many days the parties look at it again; empty if they have not said. */
    public Optional<Long> reviewPeriodDays() {
        return draft.find("reviewPeriodDays").map(JsonValue::asLong);
    }

    public boolean prohibitionsSurvive() {
        return draft.get(PROHIBITIONS_SURVIVE).asBoolean();
    }

    public TerminationEffect onTermination() {
        return TerminationEffect.valueOf(draft.text("onTermination"));
    }

    /** The clauses; one that this vocabulary does not know is there as one that cannot be read. */
    public List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        List<JsonValue> stored = draft.array("clauses").values();
        for (int i = 0; i < stored.size(); i++) {
            clauses.add(TermReader.readStored(stored.get(i), name(stored.get(i), i)));
        }
        return clauses;
    }

    private static ClauseId name(JsonValue clause, int index) {
        try {
            return new ClauseId(clause.asObject().text("id"));
        } catch (JsonException | IllegalArgumentException e) {
            return new ClauseId("unreadable-" + index);
        }
    }

    /** Texts stay out of logs. */
    @Override
    public String toString() {
        return agreement + "/" + number;
    }
}
