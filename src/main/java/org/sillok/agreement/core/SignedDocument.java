package org.sillok.agreement.core;

import org.sillok.kernel.ItemId;

/** The version of an item that holds a signed text. */
public record SignedDocument(ItemId item, int version) {
    public SignedDocument {
        if (version < 1) {
            throw new IllegalArgumentException("versions are numbered from 1");
        }
    }
}
