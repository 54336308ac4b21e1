package org.sillok.evidence;

import org.sillok.evidence.core.VersionRef;
import org.sillok.vault.ObjectKey;

/** Permission to read one file, with the key to it. Short-lived: holds key material. */
public record ReadableFile(VersionRef version, StoredFile file, ObjectKey key) {
    @Override
    public String toString() {
        return "ReadableFile[" + file.object() + "]";
    }
}
