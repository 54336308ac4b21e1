package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a proposal. Append-only. */
@Entity
@Table(name = "consent_ruling")
public class ConsentRulingRow {
    @Id
    public String proposal;

    public String ownerParty;
    public boolean confirmed;
    public String ruledBy;
    public Instant ruledAt;
    public byte @Nullable [] sealed;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentRulingRow() {}

    public ConsentRulingRow(
            String proposal,
            String ownerParty,
            boolean confirmed,
            String ruledBy,
            Instant ruledAt,
            byte @Nullable [] sealed) {
        this.proposal = proposal;
        this.ownerParty = ownerParty;
        this.confirmed = confirmed;
        this.ruledBy = ruledBy;
        this.ruledAt = ruledAt;
        this.sealed = sealed;
    }
}
