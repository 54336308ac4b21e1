package org.sillok.evidence.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One revision of an item's metadata, sealed. Append-only. */
@Entity
@Table(name = "evidence_metadata")
public class MetadataRow {
    /** Item and revision, counted from 1. */
    @Embeddable
    public record Key(String item, int revision) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public byte[] sealed;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected MetadataRow() {}

    public MetadataRow(Key key, String ownerParty, byte[] sealed, Instant recordedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.sealed = sealed;
        this.recordedAt = recordedAt;
    }
}
