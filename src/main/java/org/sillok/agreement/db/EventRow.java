package org.sillok.agreement.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to an agreement. Append-only; reasons, keys and names are sealed. */
@Entity(name = "AgreementEventRow")
@Table(name = "agreement_event")
public class EventRow {
    /** The revision that the act made, and its number within that. */
    @Embeddable
    public record Key(String agreement, int revision, int ordinal) {}

    @EmbeddedId
    public Key key;

    public int version;
    public String type;
    public String actingParty;
    public String actor;
    public @Nullable String party;
    public byte[] sealed;
    public byte[] statement;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    public EventRow() {}
}
