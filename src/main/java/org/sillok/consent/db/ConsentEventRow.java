package org.sillok.consent.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of a consent. Append-only. */
@Entity
@Table(name = "consent_event")
public class ConsentEventRow {
    /** What a row is about. */
    @Embeddable
    public record Key(String consent, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public String state;
    public @Nullable Integer version;
    public @Nullable String saidBy;
    public Instant saidAt;
    public Instant recordedAt;
    public String recordedBy;
    public @Nullable String confirmedBy;
    public byte[] sealed;
    public byte[] statement;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentEventRow() {}

    public ConsentEventRow(
            Key key,
            String ownerParty,
            String state,
            @Nullable Integer version,
            @Nullable String saidBy,
            Instant saidAt,
            Instant recordedAt,
            String recordedBy,
            @Nullable String confirmedBy,
            byte[] sealed,
            byte[] statement) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.state = state;
        this.version = version;
        this.saidBy = saidBy;
        this.saidAt = saidAt;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.confirmedBy = confirmedBy;
        this.sealed = sealed;
        this.statement = statement;
    }
}
