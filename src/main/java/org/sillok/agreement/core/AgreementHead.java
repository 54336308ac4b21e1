package org.sillok.agreement.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;

/**
 * An agreement without its texts, with those of its versions that somebody sees. What is said of the whole is true whether
 * or not the versions concerned are among them.
 *
 * @param owner who made the first draft
 * @param revision counts what happened to it
 * @param newestNumber the number of the newest version
 * @param signedNumber the number of the newest version that all have signed; null while there is none
 * @param open whether the newest version is a draft or proposed
 * @param suspendedBy who suspended it; null unless it is suspended
 * @param versions in the order of their numbers; at least one
 */
public record AgreementHead(
        AgreementId id,
        PartyId owner,
        AgreementKind kind,
        int revision,
        int newestNumber,
        @Nullable Integer signedNumber,
        boolean open,
        Standing standing,
        @Nullable PartyId suspendedBy,
        Instant createdAt,
        List<VersionHead> versions) {
    public AgreementHead {
        versions = versions.stream()
                .sorted(Comparator.comparingInt(VersionHead::number))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("an agreement has a version");
        }
    }

    /** The newest of those that are seen. */
    public VersionHead newest() {
        return versions.get(versions.size() - 1);
    }

    public Optional<VersionHead> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** The newest version that all have signed, if it is seen. */
    public Optional<VersionHead> newestSigned() {
        return signedNumber == null ? Optional.empty() : version(signedNumber);
    }

    /**
     * The version that counts: the newest of those that have begun, else the newest; of those that all have signed. Empty
     * also for who sees it no more.
     */
    public Optional<VersionHead> current(Instant now) {
        return versions.stream()
                .filter(version -> version.stage() == Stage.SIGNED && version.hasBegun(now))
                .reduce((earlier, later) -> later)
                .or(this::newestSigned)
                .filter(version -> newestSigned().isPresent());
    }

    /** How a version stands. */
    public VersionState state(VersionHead version, Instant now) {
        return switch (version.stage()) {
            case DRAFT -> VersionState.DRAFT;
            case PROPOSED -> VersionState.PROPOSED;
            case WITHDRAWN -> VersionState.WITHDRAWN;
            case SIGNED -> signedState(version, now);
        };
    }

    private VersionState signedState(VersionHead version, Instant now) {
        Optional<VersionHead> counts = current(now);
        if (counts.isEmpty() || version.number() < counts.get().number()) {
            return VersionState.REPLACED;
        } else if (standing == Standing.TERMINATED) {
            return VersionState.TERMINATED;
        } else if (standing == Standing.SUSPENDED) {
            return VersionState.SUSPENDED;
        } else if (!version.hasBegun(now)) {
            return VersionState.AGREED;
        }
        return version.until() != null && !now.isBefore(version.until()) ? VersionState.EXPIRED : VersionState.IN_FORCE;
    }

    /** How the agreement stands: as the version that counts, or, while none was signed, as the newest. */
    public VersionState state(Instant now) {
        return state(current(now).orElseGet(this::newest), now);
    }

    /** The same with those versions only that {@code acting} sees; empty if it sees none. */
    public Optional<AgreementHead> seenBy(Acting acting) {
        List<VersionHead> seen =
                versions.stream().filter(version -> sees(acting, version)).toList();
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new AgreementHead(
                        id,
                        owner,
                        kind,
                        revision,
                        newestNumber,
                        signedNumber,
                        open,
                        standing,
                        suspendedBy,
                        createdAt,
                        seen));
    }

    private boolean sees(Acting acting, VersionHead version) {
        if (acting.custodian() || version.draftedBy().equals(acting.party())) {
            return true;
        }
        return version.wasProposed()
                && (version.parties().contains(acting.party())
                        || newestSigned()
                                .filter(signed -> signed.parties().contains(acting.party()))
                                .isPresent());
    }
}
