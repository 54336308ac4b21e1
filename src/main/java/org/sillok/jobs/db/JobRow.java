package org.sillok.jobs.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job; parameters, resume point and result are sealed under the content key of its party. */
@Entity
@Table(name = "jobs_job")
public class JobRow {
    @Id
    public String id;

    public String ownerParty;
    public String ownerUser;
    public String[] roles;
    public String kind;
    public String state;
    public byte[] params;
    public long done;
    public @Nullable Long total;
    public byte @Nullable [] resumePoint;
    public byte @Nullable [] result;
    public @Nullable String problem;
    public @Nullable String detail;
    public @Nullable String incident;
    public boolean cancelRequested;
    public int attempts;
    public @Nullable Instant leaseUntil;
    public Instant createdAt;
    public Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected JobRow() {}

    public JobRow(
            String id, String ownerParty, String ownerUser, String[] roles, String kind, byte[] params, Instant now) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.ownerUser = ownerUser;
        this.roles = roles;
        this.kind = kind;
        this.state = "QUEUED";
        this.params = params;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
