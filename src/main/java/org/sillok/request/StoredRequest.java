package org.sillok.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request exactly as it is stored: nothing here has been verified. Digests are base64url. */
public record StoredRequest(
        String id,
        Row row,
        List<Revision> revisions,
        List<Holder> holders,
        List<Approval> approvals,
        List<Consulted> consultations) {
    /** In place of the digest of what does not open, or is not what its row says. */
    public static final String BROKEN = "BROKEN";

    public StoredRequest {
        revisions = List.copyOf(revisions);
        holders = List.copyOf(holders);
        approvals = List.copyOf(approvals);
        consultations = List.copyOf(consultations);
    }

    /**
     * The moving part.
     *
     * @param basis over all decisions; null before there are any
     */
    public record Row(
            String owner,
            String askedBy,
            int revision,
            String state,
            @Nullable String basis) {}

    /**
     * What one revision asks for.
     *
     * @param kept how many lines there are
     * @param digest over terms and lines; null if the terms cannot be read
     */
    public record Revision(
            int number,
            String owner,
            String madeBy,
            Instant madeAt,
            int lines,
            int kept,
            @Nullable String digest) {}

    /**
     * Whose material a revision is about.
     *
     * @param basis as the row says
     * @param ofLines what the lines come to; null for lines that may be decided about just now
     */
    public record Holder(
            int revision,
            String party,
            String basis,
            @Nullable String ofLines,
            boolean approved) {}

    /** One person's approval. The signature is base64, as its statement says it. */
    public record Approval(
            int revision,
            String holder,
            String basis,
            String approver,
            String approverParty,
            String key,
            String signature,
            Instant approvedAt) {}

    /**
     * Somebody who was asked.
     *
     * @param instrument and its version
     * @param answer digest of what was answered; null if nothing was, or it cannot be read
     */
    public record Consulted(
            String id,
            int revision,
            String party,
            String instrument,
            String state,
            Instant deadline,
            @Nullable String proposedBy,
            @Nullable String confirmedBy,
            @Nullable String answer) {}
}
