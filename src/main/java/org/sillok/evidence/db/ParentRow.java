package org.sillok.evidence.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One edge of the derivation graph: a version and one version that it was made from. Append-only. */
@Entity
@Table(name = "evidence_parent")
public class ParentRow {
    /** The edge itself. */
    @Embeddable
    public record Key(String item, int version, String parentItem, int parentVersion) {}

    @EmbeddedId
    public Key key;

    public String ownerParty;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ParentRow() {}

    public ParentRow(Key key, String ownerParty) {
        this.key = key;
        this.ownerParty = ownerParty;
    }
}
