package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A binding that was removed. Append-only. */
@Entity
@Table(name = "consent_unbinding")
public class ConsentUnbindingRow {
    @Id
    public String binding;

    public String ownerParty;
    public Instant recordedAt;
    public String recordedBy;
    public String confirmedBy;
    public byte[] sealed;
    public byte[] statement;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentUnbindingRow() {}

    public ConsentUnbindingRow(
            String binding,
            String ownerParty,
            Instant recordedAt,
            String recordedBy,
            String confirmedBy,
            byte[] sealed,
            byte[] statement) {
        this.binding = binding;
        this.ownerParty = ownerParty;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.confirmedBy = confirmedBy;
        this.sealed = sealed;
        this.statement = statement;
    }
}
