package org.sillok.log.core;

import org.sillok.kernel.Digest;

/** An inclusion proof with the leaf hash and the root between which it was seen to hold. */
public record ProvenInclusion(Digest leafHash, Digest root, InclusionProof proof) {}
