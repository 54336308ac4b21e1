package org.sillok.consent.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;

/** A notice; what it told is in its versions. */
@Entity
@DynamicUpdate
@Table(name = "consent_notice")
public class NoticeRow {
    @Id
    public String id;

    public String ownerParty;
    public int versions;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected NoticeRow() {}

    public NoticeRow(String id, String ownerParty, int versions, Instant createdAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.versions = versions;
        this.createdAt = createdAt;
    }
}
