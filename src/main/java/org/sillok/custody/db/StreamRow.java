package org.sillok.custody.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A stream: its identity and its head. */
@Entity
@Table(name = "custody_stream")
public class StreamRow {
    @Id
    public String id;

    public String kind;
    public String subject;
    public String ownerParty;
    public long nextSeq;
    public byte @Nullable [] headDigest;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected StreamRow() {}

    /** A stream without statements. */
    public StreamRow(String id, String kind, String subject, String ownerParty) {
        this.id = id;
        this.kind = kind;
        this.subject = subject;
        this.ownerParty = ownerParty;
    }
}
