package org.sillok.evidence;

import org.sillok.vault.ObjectKey;

/** A durable file together with its key, whose wrapped form is stored with the row. */
public record NewFile(StoredFile file, ObjectKey key) {
    @Override
    public String toString() {
        return "NewFile[" + file.object() + "]";
    }
}
