package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Side;
import org.sillok.agreement.core.Standing;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.db.CurrentAgreements;
import org.sillok.agreement.db.CurrentAgreements.Current;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Window;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Agreements as decisions need them: the version that is in force (or was last), as it is recorded now. Each call costs the
 * same number of queries however many agreements there are. It is complete whatever the current scope may see, because a
 * decision that does not see an agreement does not see what it forbids: what is returned is for deciding, not for showing.
 * A clause that cannot be read is there as one that cannot be read; anything else that is damaged is thrown, so that nobody
 * decides with less than there is.
 */
@ApplicationScoped
public class AgreementsInForce {
    private final CurrentAgreements rows;
    private final Vault vault;
    private final Clock clock;

    AgreementsInForce(CurrentAgreements rows, Vault vault, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Every agreement that was ever signed by all and joins one of {@code owners} as provider with {@code requester} as
     * recipient, their umbrellas up to the top, and every court order to one of {@code owners}. Those that are suspended,
     * expired or terminated are in it, because their prohibitions may survive.
     */
    @Transactional(TxType.MANDATORY)
    public List<Agreement> between(Set<PartyId> owners, PartyId requester) {
        return found(owners, requester);
    }

    /**
     * Holds what {@link #between} returns against changes until the transaction ends, in the order of the ids. For who has to
     * decide and act in one transaction; call it before.
     */
    @Transactional(TxType.MANDATORY)
    public void hold(Set<PartyId> owners, PartyId requester) {
        rows.hold(rows.between(
                owners.stream().map(PartyId::value).toList(), requester.value(), Timestamps.truncate(clock.instant())));
    }

    /** Every agreement that was ever signed by all and in which {@code party} provides, with umbrellas and court orders. */
    @Transactional(TxType.MANDATORY)
    public List<Agreement> ofProvider(PartyId party) {
        return found(Set.of(party), null);
    }

    /** The providers of an agreement's version that is in force or was last; empty if there is none. */
    @Transactional(TxType.MANDATORY)
    public Set<PartyId> providersOf(AgreementId agreement) {
        Set<PartyId> providers = new HashSet<>();
        rows.current(List.of(agreement.value()), clock.instant())
                .forEach(current -> current.providers().forEach(id -> providers.add(new PartyId(id))));
        return providers;
    }

    private List<Agreement> found(Set<PartyId> owners, @Nullable PartyId requester) {
        Instant now = Timestamps.truncate(clock.instant());
        List<String> ids = rows.between(
                owners.stream().map(PartyId::value).toList(), requester == null ? null : requester.value(), now);
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, SubjectKeys> keys = vault.keysOf(ids);
        return rows.current(ids, now).stream()
                .map(current -> agreement(current, Objects.requireNonNull(keys.get(current.agreement())), now))
                .toList();
    }

    private Agreement agreement(Current current, SubjectKeys keys, Instant now) {
        AgreementId id = new AgreementId(current.agreement());
        StoredText text = AgreementStore.open(vault, keys, id, current.number(), current.sealed(), current.digest());
        Set<PartyId> providers = text.parties(Side.PROVIDER);
        Set<PartyId> recipients = text.parties(Side.RECIPIENT);
        AgreementKind kind = text.kind();
        if (kind != AgreementKind.valueOf(current.kind())
                || !ids(providers).equals(current.providers())
                || !ids(recipients).equals(current.recipients())
                || !Objects.equals(text.umbrella(), current.umbrella())
                || !Objects.equals(text.effectiveUntil(), current.effectiveUntil())) {
            throw new IllegalStateException("the rows of " + id + " are not what was signed: run an audit");
        }
        Window window = new Window(current.startsAt(), current.effectiveUntil());
        return new Agreement(
                new InstrumentRef(id.value(), current.number()),
                kind,
                state(Standing.valueOf(current.standing()), current.effectiveUntil(), now),
                providers,
                recipients,
                current.umbrella(),
                text.caseRef(),
                window,
                text.prohibitionsSurvive(),
                text.clauses(),
                List.of());
    }

    private static AgreementState state(Standing standing, @Nullable Instant until, Instant now) {
        return switch (standing) {
            case SUSPENDED -> AgreementState.SUSPENDED;
            case TERMINATED -> AgreementState.TERMINATED;
            case NONE ->
                throw new IllegalStateException("an agreement that all have signed is said to be signed by none");
            case IN_FORCE -> until != null && !now.isBefore(until) ? AgreementState.EXPIRED : AgreementState.IN_FORCE;
        };
    }

    private static Set<String> ids(Set<PartyId> parties) {
        Set<String> ids = new HashSet<>();
        parties.forEach(party -> ids.add(party.value()));
        return ids;
    }
}
