package org.sillok.evidence.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * An item's moving part: what the latest correction and version say, in clear where clear is allowed. Only columns that
 * changed are written, because the application role may change no others.
 */
@Entity
@DynamicUpdate
@Table(name = "evidence_item")
public class ItemRow {
    @Id
    public String id;

    public String ownerParty;
    public String kind;
    public String[] languages;
    public @Nullable String source;
    public int metadataRevision;
    public int latestVersion;
    public Instant depositedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ItemRow() {}

    public ItemRow(
            String id,
            String ownerParty,
            String kind,
            String[] languages,
            @Nullable String source,
            Instant depositedAt) {
        this.id = id;
        this.ownerParty = ownerParty;
        this.kind = kind;
        this.languages = languages;
        this.source = source;
        this.metadataRevision = 1;
        this.latestVersion = 1;
        this.depositedAt = depositedAt;
    }
}
