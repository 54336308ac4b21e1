package org.sillok.evidence;

/** Which state of an item somebody saw: the metadata's revision and the newest version. Its text form is the ETag. */
public record ItemEdition(int metadataRevision, int latestVersion) {
    public static ItemEdition of(Item item) {
        return new ItemEdition(item.metadataRevision(), item.latestVersion());
    }

    @Override
    public String toString() {
        return metadataRevision + "." + latestVersion;
    }
}
