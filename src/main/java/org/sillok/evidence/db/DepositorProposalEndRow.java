package org.sillok.evidence.db;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** How a proposal to record a joint depositor ended. Append-only. */
@Entity
@Table(name = "evidence_depositor_proposal_end")
public class DepositorProposalEndRow {
    @EmbeddedId
    public DepositorProposalRow.Key key;

    public String ownerParty;
    public String outcome;
    public byte[] statement;
    public Instant endedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DepositorProposalEndRow() {}

    public DepositorProposalEndRow(
            DepositorProposalRow.Key key, String ownerParty, String outcome, byte[] statement, Instant endedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.outcome = outcome;
        this.statement = statement;
        this.endedAt = endedAt;
    }
}
