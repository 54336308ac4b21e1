package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A consent, with how much is recorded of it. */
@Entity
@DynamicUpdate
@Table(name = "consent_consent")
public class ConsentRow {
    @Id
    public String id;

    public String ownerParty;
    public String source;
    public String state;
    public int revision;
    public int events;
    public int versions;
    public @Nullable LocalDate dueMonth;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConsentRow() {}

    public ConsentRow(
            String id,
            String ownerParty,
            String source,
            String state,
            int revision,
            int events,
            int versions,
            @Nullable LocalDate dueMonth,
            Instant createdAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.source = source;
        this.state = state;
        this.revision = revision;
        this.events = events;
        this.versions = versions;
        this.dueMonth = dueMonth;
        this.createdAt = createdAt;
    }
}
