package org.sillok.agreement.core;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/**
 * A version without its text.
 *
 * @param wasProposed whether it was ever seen by others than who drafted it
 * @param leaving who is named in the signed version before and no more in this one, and has to sign that
 * @param startsAt from when on it counts; null until all have signed
 * @param until until when it counts; null for no end
 * @param signed who has signed it
 * @param onPaper whose signature on paper is recorded, and by whom
 * @param proposedBy who proposed it; null if nobody did
 */
public record VersionHead(
        int number,
        Stage stage,
        PartyId draftedBy,
        boolean wasProposed,
        Set<PartyId> providers,
        Set<PartyId> recipients,
        Set<PartyId> leaving,
        @Nullable Instant startsAt,
        @Nullable Instant until,
        Set<PartyId> signed,
        Map<PartyId, UserId> onPaper,
        @Nullable UserId proposedBy) {
    public VersionHead {
        providers = Set.copyOf(providers);
        recipients = Set.copyOf(recipients);
        leaving = Set.copyOf(leaving);
        signed = Set.copyOf(signed);
        onPaper = Map.copyOf(onPaper);
    }

    public Set<PartyId> parties() {
        Set<PartyId> all = new HashSet<>(providers);
        all.addAll(recipients);
        return all;
    }

    /** Who has to sign it. */
    public Set<PartyId> signers() {
        Set<PartyId> all = parties();
        all.addAll(leaving);
        return all;
    }

    boolean hasBegun(Instant now) {
        return startsAt != null && !now.isBefore(startsAt);
    }

    boolean isOpen() {
        return stage == Stage.DRAFT || stage == Stage.PROPOSED;
    }
}
