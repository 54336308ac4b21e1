package org.sillok.evidence.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** One organisation that deposited an item together with its owner. Append-only. */
@Entity
@Table(name = "evidence_joint_depositor")
public class JointDepositorRow {
    /** Who, of what. */
    @Embeddable
    public record Key(String item, String party) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;
    public byte[] statement;
    public Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected JointDepositorRow() {}

    public JointDepositorRow(Key key, String ownerParty, byte[] statement, Instant recordedAt) {
        this.key = key;
        this.ownerParty = ownerParty;
        this.statement = statement;
        this.recordedAt = recordedAt;
    }
}
