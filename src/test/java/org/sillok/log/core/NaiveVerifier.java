package org.sillok.log.core;

import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Digest;

/**
 * Verifies proofs from the root downwards, along the recursive definitions of RFC 6962 section 2.1: the second
 * implementation to compare with, which has neither the shifts nor the lengths of the first.
 */
final class NaiveVerifier {
    private NaiveVerifier() {}

    static boolean accepts(InclusionProof proof, Digest leaf, Digest root) {
        return proof.index() >= 0
                && proof.index() < proof.size()
                && climb(proof.path(), proof.index(), proof.size(), leaf)
                        .filter(root::equals)
                        .isPresent();
    }

    private static Optional<Digest> climb(List<Digest> path, long index, long size, Digest leaf) {
        if (size == 1) {
            return path.isEmpty() ? Optional.of(leaf) : Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long k = k(size);
        Digest sibling = path.get(path.size() - 1);
        List<Digest> rest = path.subList(0, path.size() - 1);
        return index < k
                ? climb(rest, index, k, leaf).map(left -> Merkle.nodeHash(left, sibling))
                : climb(rest, index - k, size - k, leaf).map(right -> Merkle.nodeHash(sibling, right));
    }

    static boolean accepts(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        long m = proof.oldSize();
        long n = proof.newSize();
        if (m < 0 || m > n) {
            return false;
        }
        if (m == 0) {
            boolean fits = oldRoot.equals(Merkle.emptyRoot()) && (n > 0 || newRoot.equals(oldRoot));
            return fits && proof.path().isEmpty();
        }
        return grow(proof.path(), m, n, true, oldRoot)
                .filter(roots -> roots.older().equals(oldRoot) && roots.newer().equals(newRoot))
                .isPresent();
    }

    private record Roots(Digest older, Digest newer) {}

    private static Optional<Roots> grow(List<Digest> path, long m, long n, boolean known, Digest oldRoot) {
        if (m == n) {
            if (known) {
                return path.isEmpty() ? Optional.of(new Roots(oldRoot, oldRoot)) : Optional.empty();
            }
            return path.size() == 1 ? Optional.of(new Roots(path.get(0), path.get(0))) : Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long k = k(n);
        Digest other = path.get(path.size() - 1);
        List<Digest> rest = path.subList(0, path.size() - 1);
        return m <= k
                ? grow(rest, m, k, known, oldRoot).map(r -> new Roots(r.older(), Merkle.nodeHash(r.newer(), other)))
                : grow(rest, m - k, n - k, false, oldRoot)
                        .map(r -> new Roots(Merkle.nodeHash(other, r.older()), Merkle.nodeHash(other, r.newer())));
    }

    private static long k(long n) {
        long k = 1;
        while (2 * k < n && k < Long.MAX_VALUE / 2) {
            k *= 2;
        }
        return k;
    }
}
