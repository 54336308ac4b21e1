package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.agreement.AgreementInspection;
import org.sillok.agreement.StoredAgreement;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.Replays;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * What statements that a restore has forgotten close: deeds after which less may be released than before. What is about one item
 * closes that; what became of a consent or a source, all items of its organisation; of an agreement, those of all its parties;
 * that a fact stands no more, everything, because facts are about those who ask. Rather too much than too little: two
 * custodians open it again. Joins a transaction in the system's scope.
 */
@ApplicationScoped
class LaterDeeds {
    private static final Set<EventType> OF_ITEMS = EnumSet.of(
            EventType.HELD,
            EventType.WITHDRAWN,
            EventType.RESTRICTED,
            EventType.HANDED_OVER,
            EventType.BOUND,
            EventType.UNBOUND,
            EventType.TREATMENT_REVOKED,
            EventType.DEPOSITOR_JOINED);
    private static final Set<EventType> OF_OWNERS = EnumSet.of(
            EventType.CONSENT_DEFERRED,
            EventType.CONSENT_REFUSED,
            EventType.CONSENT_NARROWED,
            EventType.CONSENT_WITHDRAWN,
            EventType.CONSENT_REVOKED_BY_OTHER,
            EventType.CONSENT_EXPIRED,
            EventType.CONSENT_INVALIDATED,
            EventType.CONSENT_UNKNOWN,
            EventType.NAMING_DECIDED);
    private static final Set<EventType> OF_PARTIES = EnumSet.of(
            EventType.AGREEMENT_SUSPENDED,
            EventType.AGREEMENT_EXPIRED,
            EventType.AGREEMENT_TERMINATED,
            EventType.AGREEMENT_AMENDED,
            EventType.AGREEMENT_WITHDRAWN);

    private final Replays replays;
    private final AgreementInspection agreements;
    private final Clock clock;

    LaterDeeds(Replays replays, AgreementInspection agreements, Clock clock) {
        this.replays = replays;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Whether less may be released after it. */
    static boolean lessens(EventType type) {
        return OF_ITEMS.contains(type)
                || OF_OWNERS.contains(type)
                || OF_PARTIES.contains(type)
                || type == EventType.FACT_WITHDRAWN;
    }

    /**
     * Closes what the statement is about. Harmless when repeated.
     *
     * @param about whose keys seal it
     * @param owner the party whose stream it belongs to; empty if that cannot be told
     */
    void close(String about, Optional<String> owner, Digest statement, EventType type) {
        for (String subject : subjects(about, owner, type)) {
            replays.close(subject, about, statement, type, Timestamps.truncate(clock.instant()));
        }
    }

    private Set<String> subjects(String about, Optional<String> owner, EventType type) {
        if (OF_ITEMS.contains(type) || type == EventType.ERASED) {
            return Set.of(about);
        }
        Set<String> parties = new TreeSet<>();
        owner.ifPresent(parties::add);
        if (OF_PARTIES.contains(type)) {
            agreements.agreement(about, Optional.empty()).map(StoredAgreement::versions).stream()
                    .flatMap(versions -> versions.stream())
                    .forEach(version -> {
                        parties.addAll(version.rows().parties());
                        parties.addAll(version.leaving());
                    });
        }
        return parties.isEmpty() || type == EventType.FACT_WITHDRAWN ? Set.of(Replays.EVERYTHING) : parties;
    }
}
