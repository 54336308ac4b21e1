package org.sillok.agreement.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One version of an agreement; its text is sealed. Once it was proposed the text does not change. */
@Entity(name = "AgreementVersionRow")
@DynamicUpdate
@Table(name = "agreement_version")
public class VersionRow {
    /** Agreement and number, counted from 1. */
    @Embeddable
    public record Key(String agreement, int number) {}

    @EmbeddedId
    public Key key;

    public String draftedBy;
    public String stage;
    public @Nullable String umbrella;
    public @Nullable Instant effectiveFrom;
    public @Nullable Instant effectiveUntil;
    public byte[] sealed;
    public byte[] digest;
    public Instant draftedAt;
    public @Nullable Instant proposedAt;
    public @Nullable Instant startsAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected VersionRow() {}

    /** A draft without its text, which {@link #write} brings. */
    @SuppressWarnings("NullAway.Init") // write follows before it is stored
    public VersionRow(Key key, String draftedBy) {
        this.key = key;
        this.draftedBy = draftedBy;
        this.stage = "DRAFT";
    }

    /** What is stored of a text. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the driver; nobody compares it
    public record Text(
            @Nullable String umbrella,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveUntil,
            byte[] sealed,
            byte[] digest,
            Instant draftedAt) {}

    /** Puts a text in place of the one before. */
    public void write(Text text) {
        this.umbrella = text.umbrella();
        this.effectiveFrom = text.effectiveFrom();
        this.effectiveUntil = text.effectiveUntil();
        this.sealed = text.sealed();
        this.digest = text.digest();
        this.draftedAt = text.draftedAt();
    }
}
