package org.sillok.custody.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One statement with its sealed disclosures. Append-only. */
@Entity
@Table(name = "custody_statement")
public class StatementRow {
    /** Stream and position, counted from 0. */
    @Embeddable
    public record Key(String stream, long seq) {}

    @EmbeddedId
    public Key key;

    public byte[] digest;
    public String ownerParty;
    public String keySubject;
    public byte[] bytes;
    public byte[] signature;
    public byte[] leafHash;
    public byte @Nullable [] content;
    public byte @Nullable [] accountability;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate or by the repository
    public StatementRow() {}
}
