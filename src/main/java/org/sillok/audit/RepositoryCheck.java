package org.sillok.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.fact.FactInspection;
import org.sillok.fact.StoredFact;
import org.sillok.fact.core.FactDetails;
import org.sillok.identity.PartyKeyInspection;
import org.sillok.identity.StoredPartyKey;
import org.sillok.identity.core.PartyKeyState;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/**
 * Compares facts, and the keys of parties, with what the repository's own statements record. These statements come one by one,
 * and are not kept; what they say of each fact and key is, because there are few. A key that waits to be confirmed counts for
 * nothing, and no statement records it.
 */
final class RepositoryCheck {
    private static final int PAGE = 512;
    private static final RowFindings.Codes FACT_CODES =
            new RowFindings.Codes(FindingCode.FACT_MISSING, FindingCode.FACT_ALTERED, FindingCode.FACT_UNRECORDED);
    private static final RowFindings.Codes KEY_CODES = new RowFindings.Codes(
            FindingCode.PARTY_KEY_MISSING, FindingCode.PARTY_KEY_ALTERED, FindingCode.PARTY_KEY_UNRECORDED);
    private static final String SEALED = "sealed part";

    private final FactInspection facts;
    private final PartyKeyInspection partyKeys;
    private final SubjectKeyCache keys;
    private final Findings findings;
    private final RowFindings<String> factFindings;
    private final RowFindings<String> keyFindings;
    private final Map<String, Columns> saidOfFacts = new TreeMap<>();
    private final Map<String, Columns> saidOfKeys = new TreeMap<>();
    private boolean complete = true;

    RepositoryCheck(FactInspection facts, PartyKeyInspection partyKeys, SubjectKeyCache keys, Findings findings) {
        this.facts = facts;
        this.partyKeys = partyKeys;
        this.keys = keys;
        this.findings = findings;
        this.factFindings = new RowFindings<>(findings, FACT_CODES, Place::fact, id -> "the fact");
        this.keyFindings = new RowFindings<>(findings, KEY_CODES, Place::partyKey, id -> "the key");
    }

    /** Takes in one statement of the repository's stream. */
    void add(CheckedStatement statement) {
        EventType type = statement.type().orElseThrow();
        if (type == EventType.KEY) {
            complete &= Said.read(statement, findings, this::key);
        } else if (type == EventType.FACT_RECORDED || type == EventType.FACT_WITHDRAWN) {
            complete &= Said.read(statement, findings, this::fact);
        }
    }

    /** Statements of the stream are missing, or cannot be read. */
    void lacksSome() {
        complete = false;
    }

    /** Compares, when all streams were read. */
    void end() {
        if (complete) {
            saidOfFacts.values().forEach(said -> nothingElse(said, "confirmed", "withdrawn", "withdrawal confirmed"));
            saidOfKeys.values().forEach(said -> nothingElse(said, "confirmed", "revoked"));
        }
        compareFacts();
        compareKeys();
    }

    private static void nothingElse(Columns said, String... steps) {
        for (String step : steps) {
            said.orNothing(step + " by").orNothing(step + " at");
        }
    }

    /** Only the first of two statements gives reasons; the second is the word of a second custodian. */
    private void fact(Said said) {
        JsonObject details = said.details();
        Columns columns = saidOfFacts.computeIfAbsent(details.text("fact"), none -> new Columns().put(SEALED, true));
        columns.put("subject", details.text("subject"))
                .put("type", details.text("type"))
                .put("value", details.get("value").asBoolean())
                .put("valid from", details.text("validFrom"))
                .put("valid until", details.text("validUntil"))
                .put("asserted by", details.text("assertedBy"))
                .put("asserted on", details.text("assertedOn"))
                .put("case", textOrNull(details, "caseRef"));
        Optional<String> reason = said.find(Field.REASON);
        if (said.type() == EventType.FACT_RECORDED) {
            reason.ifPresent(text -> columns.put("reasons", text));
            step(columns, reason.isPresent() ? "recorded" : "confirmed", said);
        } else {
            reason.ifPresent(text -> columns.put("reason of the withdrawal", text));
            step(columns, reason.isPresent() ? "withdrawn" : "withdrawal confirmed", said);
        }
    }

    /** The repository's own keys are announced by the same type of statement. */
    private void key(Said said) {
        JsonObject details = said.details();
        if (details.find("partyKey").isEmpty()) {
            return;
        }
        Columns columns = saidOfKeys.computeIfAbsent(details.text("partyKey"), none -> new Columns().put(SEALED, true));
        columns.put("party", details.text("party"))
                .put("use", details.text("use"))
                .put("public key", details.text("publicKey"))
                .put("certificate", textOrNull(details, "certificate"))
                .put("valid from", textOrNull(details, "notBefore"))
                .put("valid until", textOrNull(details, "notAfter"));
        boolean revoked = PartyKeyState.valueOf(details.text("state")) == PartyKeyState.REVOKED;
        step(columns, revoked ? "revoked" : "confirmed", said);
    }

    private static @Nullable String textOrNull(JsonObject details, String name) {
        return details.find(name).map(JsonValue::asText).orElse(null);
    }

    private static void step(Columns columns, String name, Said said) {
        columns.put(name + " by", said.text(Field.ACTOR)).put(name + " at", said.time());
    }

    private void compareFacts() {
        var held = keys.of(FactInspection.KEY_SUBJECT);
        List<StoredFact> page = facts.after("", PAGE, held);
        while (!page.isEmpty()) {
            for (StoredFact row : page) {
                Columns said = saidOfFacts.remove(row.id());
                if (said != null) {
                    factFindings.compare(row.id(), said, columns(row));
                } else if (complete) {
                    factFindings.unrecorded(row.id());
                }
            }
            page = facts.after(page.get(page.size() - 1).id(), PAGE, held);
        }
        saidOfFacts.keySet().forEach(factFindings::missing);
    }

    private void compareKeys() {
        List<StoredPartyKey> page = partyKeys.after("", PAGE, keys::of);
        while (!page.isEmpty()) {
            for (StoredPartyKey row : page) {
                Columns said = saidOfKeys.remove(row.id());
                if (said != null) {
                    keyFindings.compare(row.id(), said, columns(row));
                } else if (complete && (row.confirmed() != null || row.revoked() != null)) {
                    keyFindings.unrecorded(row.id());
                }
            }
            page = partyKeys.after(page.get(page.size() - 1).id(), PAGE, keys::of);
        }
        saidOfKeys.keySet().forEach(keyFindings::missing);
    }

    private static Columns columns(StoredFact row) {
        Columns columns = new Columns()
                .put(SEALED, row.readable())
                .put("subject", row.subject())
                .put("type", row.type())
                .put("value", row.value())
                .put("valid from", Timestamps.format(row.from()))
                .put("valid until", Timestamps.format(row.until()));
        FactDetails details = row.details();
        if (row.readable() && details != null) {
            columns.put("asserted by", details.assertedBy())
                    .put("asserted on", details.assertedOn().toString())
                    .put(
                            "case",
                            details.caseRef() == null ? null : details.caseRef().value())
                    .put("reasons", details.reasons())
                    .put("reason of the withdrawal", row.withdrawalReason());
        }
        step(columns, "recorded", row.recorded());
        step(columns, "confirmed", row.confirmed());
        step(columns, "withdrawn", row.withdrawn());
        step(columns, "withdrawal confirmed", row.withdrawalConfirmed());
        return columns;
    }

    private static void step(Columns columns, String name, StoredFact.@Nullable Step step) {
        columns.put(name + " by", step == null ? null : step.by()).put(name + " at", step == null ? null : step.at());
    }

    private static Columns columns(StoredPartyKey row) {
        StoredPartyKey.Step confirmed = row.confirmed();
        StoredPartyKey.Step revoked = row.revoked();
        StoredPartyKey.Certificate certificate = row.certificate();
        return new Columns()
                .put(SEALED, row.readable())
                .put("party", row.party())
                .put("use", row.use())
                .put("public key", Base64.getEncoder().encodeToString(row.spki().toArray()))
                .put("certificate", certificate == null ? null : certificate.fingerprint())
                .put("valid from", certificate == null ? null : text(certificate.notBefore()))
                .put("valid until", certificate == null ? null : text(certificate.notAfter()))
                .put("confirmed by", confirmed == null ? null : confirmed.by())
                .put("confirmed at", confirmed == null ? null : confirmed.at())
                .put("revoked by", revoked == null ? null : revoked.by())
                .put("revoked at", revoked == null ? null : revoked.at());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
