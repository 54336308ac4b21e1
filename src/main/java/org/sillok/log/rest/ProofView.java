package org.sillok.log.rest;

import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.kernel.Digest;
import org.sillok.log.core.ProvenConsistency;
import org.sillok.log.core.ProvenInclusion;

/** Proofs as JSON. Hashes are base64 with padding, as in the checkpoint. */
final class ProofView {
    private ProofView() {}

    /** RFC 6962 section 2.1.1. */
    @Schema(name = "InclusionProof")
    record Inclusion(
            long index,
            long size,

            @Schema(description = "SHA-256 of a zero byte and the entry")
            String leafHash,

            String root,

            @Schema(description = "sibling hashes from the leaf to the root")
            List<String> hashes) {
        static Inclusion of(ProvenInclusion proven) {
            return new Inclusion(
                    proven.proof().index(),
                    proven.proof().size(),
                    base64(proven.leafHash()),
                    base64(proven.root()),
                    base64(proven.proof().path()));
        }
    }

    /** RFC 6962 section 2.1.2. */
    @Schema(name = "ConsistencyProof")
    record Consistency(long from, long to, String fromRoot, String toRoot, List<String> hashes) {
        static Consistency of(ProvenConsistency proven) {
            return new Consistency(
                    proven.proof().oldSize(),
                    proven.proof().newSize(),
                    base64(proven.fromRoot()),
                    base64(proven.toRoot()),
                    base64(proven.proof().path()));
        }
    }

    private static List<String> base64(List<Digest> hashes) {
        return hashes.stream().map(ProofView::base64).toList();
    }

    private static String base64(Digest hash) {
        return Base64.getEncoder().encodeToString(hash.toArray());
    }
}
