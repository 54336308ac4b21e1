package org.sillok.evidence.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One proposal to record a joint depositor. Append-only. */
@Entity
@Table(name = "evidence_depositor_proposal")
public class DepositorProposalRow {
    /** Who, of what, and the how-manieth proposal to it about this item. */
    @Embeddable
    public record Key(String item, String party, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public byte[] statement;
    public Instant proposedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DepositorProposalRow() {}

    public DepositorProposalRow(Key key, String ownerParty, byte[] statement, Instant proposedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.statement = statement;
        this.proposedAt = proposedAt;
    }
}
