package org.sillok.evidence.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of an item. Append-only. */
@Entity
@Table(name = "evidence_version")
public class VersionRow {
    /** Item and number, counted from 1. */
    @Embeddable
    public record Key(String item, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public String activity;
    public byte[] sealed;
    public byte[] statement;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected VersionRow() {}

    public VersionRow(
            Key key, String ownerParty, String activity, byte[] sealed, byte[] statement, Instant recordedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.activity = activity;
        this.sealed = sealed;
        this.statement = statement;
        this.recordedAt = recordedAt;
    }
}
