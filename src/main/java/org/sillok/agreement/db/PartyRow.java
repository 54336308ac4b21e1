package org.sillok.agreement.db;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A party of a version. */
@Entity(name = "AgreementPartyRow")
@Table(name = "agreement_party")
public class PartyRow {
    /** A party is named once in a version. */
    @Embeddable
    public record Key(String agreement, int version, String party) {}

    @EmbeddedId
    public Key key;

    public String side;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartyRow() {}

    public PartyRow(Key key, String side) {
        this.key = key;
        this.side = side;
    }
}
