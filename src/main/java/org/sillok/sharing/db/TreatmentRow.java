package org.sillok.sharing.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What was done when a version was made. Approval and revocation are filled in once; nothing else changes. */
@Entity
@DynamicUpdate
@Table(name = "sharing_treatment")
public class TreatmentRow {
    @Id
    public String id;

    public String ownerParty;
    public String item;
    public int version;
    public String[] transformations;
    public String proposedBy;
    public Instant proposedAt;
    public @Nullable String approvedBy;
    public @Nullable Instant approvedAt;
    public @Nullable String revokedBy;
    public @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected TreatmentRow() {}

    public TreatmentRow(
            String id,
            String ownerParty,
            String item,
            int version,
            String[] transformations,
            String proposedBy,
            Instant proposedAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.item = item;
        this.version = version;
        this.transformations = transformations;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }
}
