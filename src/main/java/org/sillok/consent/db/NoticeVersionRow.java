package org.sillok.consent.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of a notice. Append-only. */
@Entity
@Table(name = "consent_notice_version")
public class NoticeVersionRow {
    /** What a row is about. */
    @Embeddable
    public record Key(String notice, int number) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public String language;
    public byte[] sealed;
    public String recordedBy;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected NoticeVersionRow() {}

    public NoticeVersionRow(
            Key key, String ownerParty, String language, byte[] sealed, String recordedBy, Instant recordedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.language = language;
        this.sealed = sealed;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }
}
