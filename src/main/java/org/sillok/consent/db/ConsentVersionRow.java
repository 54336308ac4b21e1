package org.sillok.consent.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of a consent. Append-only. */
@Entity
@Table(name = "consent_version")
public class ConsentVersionRow {
    /** What a row is about. */
    @Embeddable
    public record Key(String consent, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public byte[] sealed;
    public String recordedBy;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentVersionRow() {}

    public ConsentVersionRow(Key key, String ownerParty, byte[] sealed, String recordedBy, Instant recordedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.sealed = sealed;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }
}
