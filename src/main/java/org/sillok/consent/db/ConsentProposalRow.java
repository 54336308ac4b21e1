package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a second person has to confirm. Append-only. */
@Entity
@Table(name = "consent_proposal")
public class ConsentProposalRow {
    @Id
    public String id;

    public String ownerParty;
    public String kind;
    public String subject;
    public int basis;
    public byte[] sealed;
    public String proposedBy;
    public Instant proposedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentProposalRow() {}

    public ConsentProposalRow(
            String id,
            String ownerParty,
            String kind,
            String subject,
            int basis,
            byte[] sealed,
            String proposedBy,
            Instant proposedAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.kind = kind;
        this.subject = subject;
        this.basis = basis;
        this.sealed = sealed;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }
}
