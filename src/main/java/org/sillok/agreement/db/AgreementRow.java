package org.sillok.agreement.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** An agreement's moving part. Only columns that changed are written, because the application role may change no others. */
@Entity
@DynamicUpdate
@Table(name = "agreement_agreement")
public class AgreementRow {
    @Id
    public String id;

    public String ownerParty;
    public String kind;
    public int revision;
    public int newest;
    public @Nullable Integer newestSigned;
    public boolean isOpen;
    public String standing;
    public @Nullable String suspendedBy;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected AgreementRow() {}

    /** An agreement of which a first version is being drafted. */
    public AgreementRow(String id, String ownerParty, String kind, Instant createdAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.kind = kind;
        this.revision = 1;
        this.newest = 1;
        this.isOpen = true;
        this.standing = "NONE";
        this.createdAt = createdAt;
    }
}
