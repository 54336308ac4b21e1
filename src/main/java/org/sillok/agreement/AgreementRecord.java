package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.EventRow;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.identity.Caller;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Puts what happens to an agreement on record: a row and a custody statement each, in the transaction of the act. */
@ApplicationScoped
class AgreementRecord {
    private static final String DIGEST = "digest";

    private final AgreementRows rows;
    private final Vault vault;
    private final Custody custody;
    private final Feed feed;

    AgreementRecord(AgreementRows rows, Vault vault, Custody custody, Feed feed) {
        this.rows = rows;
        this.vault = vault;
        this.custody = custody;
        this.feed = feed;
    }

    /**
     * Records what one act brings about. The agreement's row has its new revision already.
     *
     * @param digest of the version's text, which every statement repeats
     */
    void append(
            Caller caller, AgreementRow agreement, SubjectKeys keys, Digest digest, Instant now, List<Happening> acts) {
        int ordinal = 0;
        for (Happening happening : acts) {
            Recorded statement = custody.append(
                    StreamRef.agreement(new AgreementId(agreement.id), new PartyId(agreement.ownerParty)),
                    keys,
                    type(happening.kind()),
                    caller.actor(),
                    facts(agreement, happening, digest, caller),
                    List.of());
            EventRow row = new EventRow();
            row.key = new EventRow.Key(agreement.id, agreement.revision, ordinal++);
            row.version = happening.version();
            row.type = happening.kind().name();
            row.actingParty = caller.party().value();
            row.actor = caller.user().value();
            PartyId party = happening.party();
            row.party = party == null ? null : party.value();
            row.sealed = vault.seal(
                    keys,
                    KeyUse.CONTENT,
                    context(row.key.revision(), row.key.ordinal()),
                    CanonicalJson.write(happening.details()));
            row.statement = statement.digest().toArray();
            row.recordedAt = now;
            rows.add(row);
        }
    }

    /** Lets those whom a version names know what has become of it; of drafts only those who draft know. */
    void tell(AgreementId agreement, VersionHead version, List<Happening> acts) {
        for (Happening happening : acts) {
            told(happening.kind(), version).ifPresent(told -> feed.tell(version.signers(), told, agreement.value()));
        }
    }

    private static Optional<org.sillok.feed.core.Happening> told(EventKind kind, VersionHead version) {
        return switch (kind) {
            case DRAFTED, AMENDED, REVISED, SIGNATURE_RECORDED -> Optional.empty();
            case PROPOSED -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_PROPOSED);
            case SIGNED -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_SIGNED);
            case IN_FORCE -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_IN_FORCE);
            case SUSPENDED -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_SUSPENDED);
            case RESUMED -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_RESUMED);
            case TERMINATED -> Optional.of(org.sillok.feed.core.Happening.AGREEMENT_TERMINATED);
            // Nobody else knows of a draft that is taken back before it was proposed.
            case WITHDRAWN ->
                version.wasProposed()
                        ? Optional.of(org.sillok.feed.core.Happening.AGREEMENT_WITHDRAWN)
                        : Optional.empty();
        };
    }

    static String context(int revision, int ordinal) {
        return "agreement/event/" + revision + "/" + ordinal;
    }

    private static List<Fact> facts(AgreementRow agreement, Happening happening, Digest digest, Caller caller) {
        List<Fact> facts = new ArrayList<>(happening.facts());
        facts.add(Fact.of(Field.AGREEMENT, agreement.id));
        facts.add(Fact.of(Field.VERSION, happening.version()));
        PartyId party = happening.party();
        if (party != null && !party.equals(caller.party())) {
            facts.add(Fact.of(Field.ON_BEHALF_OF, party.value()));
        }
        JsonObject.Builder details = JsonObject.builder().put(DIGEST, digest.base64Url());
        happening.details().find(Signing.WAY).ifPresent(way -> details.put(Signing.WAY, way));
        happening.details().find(Signing.KEY).ifPresent(key -> details.put(Signing.KEY, key));
        happening
                .details()
                .find(Signing.SIGNATURE_DIGEST)
                .ifPresent(signature -> details.put(Signing.SIGNATURE_DIGEST, signature));
        facts.add(Fact.of(Field.DETAILS, details.build()));
        return facts;
    }

    /** The type of statement that records an event. */
    static EventType type(EventKind kind) {
        return switch (kind) {
            case DRAFTED -> EventType.AGREEMENT_DRAFTED;
            case AMENDED -> EventType.AGREEMENT_AMENDED;
            case REVISED -> EventType.AGREEMENT_REVISED;
            case PROPOSED -> EventType.AGREEMENT_PROPOSED;
            case SIGNATURE_RECORDED -> EventType.AGREEMENT_SIGNATURE_RECORDED;
            case SIGNED -> EventType.AGREEMENT_SIGNED;
            case IN_FORCE -> EventType.AGREEMENT_IN_FORCE;
            case SUSPENDED -> EventType.AGREEMENT_SUSPENDED;
            case RESUMED -> EventType.AGREEMENT_RESUMED;
            case TERMINATED -> EventType.AGREEMENT_TERMINATED;
            case WITHDRAWN -> EventType.AGREEMENT_WITHDRAWN;
        };
    }
}
