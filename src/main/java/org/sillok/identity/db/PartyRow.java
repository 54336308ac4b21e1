package org.sillok.identity.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A party; its details are sealed under its content key. */
@Entity
@Table(name = "identity_party")
public class PartyRow {
    @Id
    public String id;

    public String kind;
    public String status;
    public boolean repository;
    public byte[] details;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartyRow() {}

    public PartyRow(String id, String kind, String status, boolean repository, byte[] details, Instant createdAt) {
        this.id = id;
        this.kind = kind;
        this.status = status;
        this.repository = repository;
        this.details = details;
        this.createdAt = createdAt;
    }
}
