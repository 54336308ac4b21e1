package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an item, or one version of it, is bound to. Append-only. */
@Entity
@Table(name = "consent_binding")
public class ConsentBindingRow {
    @Id
    public String id;

    public String ownerParty;
    public String item;
    public @Nullable Integer version;
    public String relation;
    public @Nullable String consent;
    public @Nullable String source;
    public Instant recordedAt;
    public String recordedBy;
    public @Nullable String confirmedBy;
    public byte @Nullable [] sealed;
    public byte[] statement;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentBindingRow() {}

    public ConsentBindingRow(
            String id,
            String ownerParty,
            String item,
            @Nullable Integer version,
            String relation,
            @Nullable String consent,
            @Nullable String source,
            Instant recordedAt,
            String recordedBy,
            @Nullable String confirmedBy,
            byte @Nullable [] sealed,
            byte[] statement) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.item = item;
        this.version = version;
        this.relation = relation;
        this.consent = consent;
        this.source = source;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.confirmedBy = confirmedBy;
        this.sealed = sealed;
        this.statement = statement;
    }
}
