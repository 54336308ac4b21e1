package org.sillok.fact.core;

import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;

/** The document on which a judgement rests, as whoever recorded it named it. Nobody has compared it with anything. */
public sealed interface Document {
    /** An item of this repository. */
    record OfItem(ItemId item, int version) implements Document {
        public OfItem {
            if (version < 1) {
                throw new IllegalArgumentException("versions count from 1");
            }
        }
    }

    /** A document elsewhere, by its SHA-256. */
    record Elsewhere(Digest sha256) implements Document {
        public Elsewhere {
            if (sha256.algorithm() != Digest.Algorithm.SHA_256) {
                throw new IllegalArgumentException("not SHA-256");
            }
        }
    }
}
