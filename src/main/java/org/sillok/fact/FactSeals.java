package org.sillok.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.FactDetails;
import org.sillok.fact.core.RecordedFact;
import org.sillok.fact.db.FactRows;
import org.sillok.kernel.FactId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.UserId;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;
import org.sillok.terms.Window;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals and opens what of facts is stored encrypted: under the repository's own accountability key, as their statements. */
@ApplicationScoped
class FactSeals {
    static final String REPOSITORY = "repository";

    private final Vault vault;

    FactSeals(Vault vault) {
        this.vault = vault;
    }

    SubjectKeys keys() {
        return vault.keysOfOrNew(REPOSITORY);
    }

    byte[] details(SubjectKeys keys, FactId id, FactDetails details) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, details(id.value()), details.toBytes());
    }

    byte[] reason(SubjectKeys keys, FactId id, String reason) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, withdrawal(id.value()), reason.getBytes(StandardCharsets.UTF_8));
    }

    /** What the sealed details are bound to. */
    static String details(String fact) {
        return "fact/details/" + fact;
    }

    /** What the sealed reason of a withdrawal is bound to. */
    static String withdrawal(String fact) {
        return "fact/withdrawal/" + fact;
    }

    RecordedFact open(SubjectKeys keys, FactRows.Row row) {
        return new RecordedFact(
                new FactId(row.id()),
                subject(row.subject()),
                FactType.valueOf(row.type()),
                row.value(),
                new Window(row.from(), row.until()),
                FactDetails.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, details(row.id()), row.details())),
                Objects.requireNonNull(step(row.recorded())),
                step(row.confirmed()),
                withdrawal(keys, row));
    }

    private RecordedFact.@Nullable Withdrawal withdrawal(SubjectKeys keys, FactRows.Row row) {
        RecordedFact.@Nullable Step withdrawn = step(row.withdrawn());
        byte[] reason = row.withdrawalReason();
        return withdrawn == null || reason == null
                ? null
                : new RecordedFact.Withdrawal(
                        withdrawn,
                        new String(
                                vault.open(keys, KeyUse.ACCOUNTABILITY, withdrawal(row.id()), reason),
                                StandardCharsets.UTF_8),
                        step(row.withdrawalConfirmed()));
    }

    private static RecordedFact.@Nullable Step step(FactRows.@Nullable Step step) {
        return step == null ? null : new RecordedFact.Step(step.at(), new UserId(step.by()));
    }

    static String text(Subject subject) {
        return subject instanceof Subject.OfParty party
                ? party.party().value()
                : ((Subject.OfState) subject).state().value();
    }

    /** Reads what {@link #text} wrote: a state has two letters. */
    static Subject subject(String text) {
        return text.length() == 2 ? new Subject.OfState(new StateCode(text)) : new Subject.OfParty(new PartyId(text));
    }
}
