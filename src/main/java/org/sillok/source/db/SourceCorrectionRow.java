package org.sillok.source.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a correction says of a source; its profile is sealed under the source's content key. Append-only. */
@Entity
@Table(name = "source_correction")
public class SourceCorrectionRow {
    /** Of which source, and the how-manieth revision; the registration is the first. */
    @Embeddable
    public record Key(String source, int revision) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public String kind;
    public byte[] profile;
    public byte[] statement;
    public Instant correctedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SourceCorrectionRow() {}

    public SourceCorrectionRow(
            Key key, String ownerParty, String kind, byte[] profile, byte[] statement, Instant correctedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.kind = kind;
        this.profile = profile;
        this.statement = statement;
        this.correctedAt = correctedAt;
    }
}
