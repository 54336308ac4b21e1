package org.sillok.agreement;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * The rows of an agreement. Nothing here has been checked.
 *
 * @param suspendedBy null unless it is said to be suspended
 */
public record StoredAgreement(
        String id,
        String owner,
        String kind,
        String standing,
        int newest,
        @Nullable Integer newestSigned,
        boolean open,
        @Nullable String suspendedBy,
        List<Version> versions,
        List<Event> events) {
    /**
     * The rows of a version.
     *
     * @param leaving who has to sign, too, because the version before names it and this one does not
     * @param text what of its text the rows repeat; null if the key is not there
     */
    public record Version(
            int number,
            String draftedBy,
            String stage,
            Bytes digest,
            @Nullable Instant effectiveFrom,
            @Nullable Instant startsAt,
            boolean readable,
            Set<String> leaving,
            Repeated rows,
            @Nullable Repeated text) {}

    /** What rows and text both say. */
    public record Repeated(
            String kind,
            Set<String> providers,
            Set<String> recipients,
            @Nullable String umbrella,
            @Nullable String effectiveFrom,
            @Nullable String effectiveUntil) {
        /** Everybody who is named. */
        public Set<String> parties() {
            Set<String> all = new HashSet<>(providers);
            all.addAll(recipients);
            return all;
        }
    }

    /** A row of what happened. */
    public record Event(
            int version,
            String type,
            String actingParty,
            String actor,
            @Nullable String party,
            Bytes statement,
            boolean readable) {}
}
