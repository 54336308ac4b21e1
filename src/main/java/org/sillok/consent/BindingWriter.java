package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.BindingId;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.Proposed;
import org.sillok.consent.core.Remark;
import org.sillok.consent.db.BindingRows;
import org.sillok.consent.db.ConsentBindingRow;
import org.sillok.consent.db.ConsentUnbindingRow;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.terms.Relation;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Writes bindings, and what removes them, each with its statement on the item's stream. Joins the caller's transaction. */
@ApplicationScoped
class BindingWriter {
    private final BindingRows rows;
    private final Vault vault;
    private final Custody custody;
    private final Clock clock;
    private final Randomness randomness;

    BindingWriter(BindingRows rows, Vault vault, Custody custody, Clock clock, Randomness randomness) {
        this.rows = rows;
        this.vault = vault;
        this.custody = custody;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Who does it to which item.
     *
     * @param proposer who proposed it; null for what one person may do
     */
    record Deed(
            Caller caller,
            ItemId item,
            SubjectKeys keys,
            @Nullable UserId proposer) {}

    /**
     * What ties an item to what.
     *
     * @param version the item's version; null for all of them
     * @param consent null if it is a public source
     * @param source the public source; null if it is a consent
     */
    record Tie(
            @Nullable Integer version,
            Relation relation,
            @Nullable ConsentId consent,
            @Nullable SourceId source) {}

    /** Binds; the id is that of the binding. */
    String bind(Deed deed, Tie tie, @Nullable Remark remark) {
        BindingId id = BindingId.fresh(randomness);
        byte[] said = remark == null ? null : said(remark);
        Recorded statement = state(deed, EventType.BOUND, id.value(), tie, said);
        UserId proposer = deed.proposer();
        UserId caller = deed.caller().user();
        ConsentId consent = tie.consent();
        SourceId source = tie.source();
        rows.persist(new ConsentBindingRow(
                id.value(),
                deed.caller().party().value(),
                deed.item().value(),
                tie.version(),
                tie.relation().name(),
                consent == null ? null : consent.value(),
                source == null ? null : source.value(),
                Timestamps.truncate(clock.instant()),
                (proposer == null ? caller : proposer).value(),
                proposer == null ? null : caller.value(),
                said == null ? null : vault.seal(deed.keys(), KeyUse.CONTENT, context(id.value()), said),
                statement.digest().toArray()));
        return id.value();
    }

    /** Removes a binding, which takes two; the id is that of the binding. */
    String unbind(Deed deed, Proposed.Unbind unbind) {
        ConsentBindingRow row = rows.findById(unbind.binding().value());
        Tie tie = new Tie(
                row.version,
                Relation.valueOf(row.relation),
                row.consent == null ? null : new ConsentId(row.consent),
                row.source == null ? null : new SourceId(row.source));
        byte[] said = said(unbind.remark());
        Recorded statement = state(deed, EventType.UNBOUND, row.id, tie, said);
        UserId proposer = Objects.requireNonNull(deed.proposer(), "one person proposes it, another confirms");
        rows.add(new ConsentUnbindingRow(
                row.id,
                row.ownerParty,
                Timestamps.truncate(clock.instant()),
                proposer.value(),
                deed.caller().user().value(),
                vault.seal(deed.keys(), KeyUse.CONTENT, removalContext(row.id), said),
                statement.digest().toArray()));
        return row.id;
    }

    private byte[] said(Remark remark) {
        return remark.toBytes(randomness.bytes(ConsentJson.SALT_BYTES));
    }

    private Recorded state(Deed deed, EventType type, String binding, Tie tie, byte @Nullable [] said) {
        List<Fact> facts =
                new ArrayList<>(List.of(Fact.of(Field.ITEM, deed.item().value())));
        Integer version = tie.version();
        if (version != null) {
            facts.add(Fact.of(Field.VERSION, version));
        }
        ConsentId consent = tie.consent();
        if (consent != null) {
            facts.add(Fact.of(Field.CONSENT, consent.value()));
        }
        SourceId source = tie.source();
        if (source != null) {
            facts.add(Fact.of(Field.SOURCE, source.value()));
        }
        JsonObject.Builder details = JsonObject.builder()
                .put("binding", binding)
                .put("relation", tie.relation().name());
        if (said != null) {
            details.put("remark", Sha2.sha256(said).base64Url());
        }
        UserId proposer = deed.proposer();
        if (proposer != null) {
            details.put("proposedBy", proposer.value());
        }
        facts.add(Fact.of(Field.DETAILS, details.build()));
        return custody.append(
                StreamRef.item(deed.item(), deed.caller().party()),
                deed.keys(),
                type,
                deed.caller().actor(),
                facts,
                List.of());
    }

    static String context(String binding) {
        return "consent/binding/" + binding;
    }

    static String removalContext(String binding) {
        return "consent/unbinding/" + binding;
    }
}
