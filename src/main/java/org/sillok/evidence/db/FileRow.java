package org.sillok.evidence.db;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One file of a version and the object that holds its encrypted bytes. Append-only. */
@Entity
@Table(name = "evidence_file")
public class FileRow {
    @Id
    public String object;

    public String item;
    public int version;
    public int number;
    public String ownerParty;
    public long cipherLength;
    public byte[] cipherSha256;
    public byte[] sealed;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected FileRow() {}

    public FileRow(
            String object,
            VersionRow.Key version,
            int number,
            String ownerParty,
            long cipherLength,
            byte[] cipherSha256,
            byte[] sealed) {
        this.object = object;
        this.item = version.item();
        this.version = version.number();
        this.number = number;
        this.ownerParty = ownerParty;
        this.cipherLength = cipherLength;
        this.cipherSha256 = cipherSha256;
        this.sealed = sealed;
    }
}
