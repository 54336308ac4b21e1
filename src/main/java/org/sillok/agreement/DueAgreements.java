package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.ReviewDays;
import org.sillok.agreement.core.Standing;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.CurrentAgreements;
import org.sillok.agreement.db.CurrentAgreements.Current;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Which agreements have come to something that their parties should be told of. Joins a transaction in the system's scope; no
 * person sees it.
 */
@ApplicationScoped
public class DueAgreements {
    private final AgreementRows rows;
    private final CurrentAgreements current;
    private final Vault vault;

    DueAgreements(AgreementRows rows, CurrentAgreements current, Vault vault) {
        this.rows = rows;
        this.current = current;
        this.vault = vault;
    }

    /** Some of them, and which was the last that was looked at. */
    public record Page(List<DueAgreement> due, String last) {
        public Page {
            due = List.copyOf(due);
        }
    }

    /** Which one is looked at next after {@code last}, without looking at it; empty at the end. */
    @Transactional(TxType.MANDATORY)
    public Optional<String> next(String last) {
        return rows.idsAfter(last, 1).stream().findFirst();
    }

    /** Those in force, or that were until they ended by time, after {@code last} in the order of the ids; empty at the end. */
    @Transactional(TxType.MANDATORY)
    public Optional<Page> after(String last, Instant now, int limit) {
        List<String> ids = rows.idsAfter(last, limit);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Map<String, SubjectKeys> keys = vault.keysOf(ids);
        List<DueAgreement> due = current.current(ids, now).stream()
                .filter(one -> Standing.valueOf(one.standing()) == Standing.IN_FORCE)
                .filter(one -> !now.isBefore(one.startsAt()))
                .map(one -> due(one, Objects.requireNonNull(keys.get(one.agreement())), now))
                .filter(one -> one.expired() != null || one.review() != null)
                .toList();
        return Optional.of(new Page(due, ids.get(ids.size() - 1)));
    }

    private DueAgreement due(Current one, SubjectKeys keys, Instant now) {
        Set<PartyId> parties = new HashSet<>();
        one.providers().forEach(id -> parties.add(new PartyId(id)));
        one.recipients().forEach(id -> parties.add(new PartyId(id)));
        Instant until = one.effectiveUntil();
        boolean over = until != null && !now.isBefore(until);
        return new DueAgreement(
                new AgreementId(one.agreement()), parties, over ? until : null, over ? null : review(one, keys, now));
    }

    /** Of a text that cannot be read nobody can say when it is; others must not wait for that. An audit names it. */
    private @Nullable Instant review(Current one, SubjectKeys keys, Instant now) {
        if (!keys.holds(KeyUse.CONTENT)) {
            return null;
        }
        return AgreementStore.readable(
                        vault, keys, new AgreementId(one.agreement()), one.number(), one.sealed(), one.digest())
                .flatMap(StoredText::reviewPeriodDays)
                .flatMap(days -> ReviewDays.latest(one.startsAt(), days, now))
                .orElse(null);
    }
}
