package org.sillok.source.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A source; its profile is sealed under its own content key. */
@Entity
@Table(name = "source_source")
public class SourceRow {
    @Id
    public String id;

    public String ownerParty;
    public String kind;
    public String pseudonym;
    public byte[] profile;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SourceRow() {}

    public SourceRow(String id, String ownerParty, String kind, String pseudonym, byte[] profile, Instant createdAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.kind = kind;
        this.pseudonym = pseudonym;
        this.profile = profile;
        this.createdAt = createdAt;
    }
}
