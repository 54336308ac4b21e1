package org.sillok.log.core;

import org.sillok.kernel.Digest;

/** A consistency proof with the two roots between which it was seen to hold. */
public record ProvenConsistency(Digest fromRoot, Digest toRoot, ConsistencyProof proof) {}
