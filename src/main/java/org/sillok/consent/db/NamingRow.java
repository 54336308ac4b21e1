package org.sillok.consent.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A naming decision. Append-only. */
@Entity
@Table(name = "consent_naming")
public class NamingRow {
    /** What a row is about. */
    @Embeddable
    public record Key(String source, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public String decision;
    public Instant recordedAt;
    public String recordedBy;
    public @Nullable String confirmedBy;
    public byte[] sealed;
    public byte[] statement;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected NamingRow() {}

    public NamingRow(
            Key key,
            String ownerParty,
            String decision,
            Instant recordedAt,
            String recordedBy,
            @Nullable String confirmedBy,
            byte[] sealed,
            byte[] statement) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.decision = decision;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.confirmedBy = confirmedBy;
        this.sealed = sealed;
        this.statement = statement;
    }
}
