package org.sillok.identity.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user; its label is sealed under the content key of its party. */
@Entity
@Table(name = "identity_user")
public class UserRow {
    @Id
    public String id;

    public String party;
    /** Keyed digest of issuer, subject and party, for users that an external issuer knows. */
    public byte @Nullable [] subject;

    public String[] roles;
    public byte @Nullable [] label;
    public String status;
    public Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected UserRow() {}

    public UserRow(String id, String party, String[] roles, byte @Nullable [] label, String status, Instant createdAt) {
        this.id = id;
        this.party = party;
        this.roles = roles;
        this.label = label;
        this.status = status;
        this.createdAt = createdAt;
    }
}
