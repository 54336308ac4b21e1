package org.sillok.log.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Digest;

/** RFC 6962 section 2.1 written down as it stands, recursively and slowly: the second implementation to compare with. */
final class NaiveTree {
    private NaiveTree() {}

    static byte[] leaf(int i) {
        return ("leaf " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    static List<byte[]> leaves(int n) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    static Digest root(List<byte[]> d) {
        int n = d.size();
        if (n == 0) {
            return Digest.sha256(hash());
        }
        if (n == 1) {
            return Digest.sha256(hash(new byte[] {0}, d.get(0)));
        }
        int k = k(n);
        return Digest.sha256(hash(
                new byte[] {1},
                root(d.subList(0, k)).toArray(),
                root(d.subList(k, n)).toArray()));
    }

    static List<Digest> path(int m, List<byte[]> d) {
        int n = d.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        return m < k
                ? append(path(m, d.subList(0, k)), root(d.subList(k, n)))
                : append(path(m - k, d.subList(k, n)), root(d.subList(0, k)));
    }

    static List<Digest> consistency(int m, List<byte[]> d) {
        return m == 0 ? List.of() : subproof(m, d, true);
    }

    private static List<Digest> subproof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? List.of() : List.of(root(d));
        }
        int k = k(n);
        return m <= k
                ? append(subproof(m, d.subList(0, k), b), root(d.subList(k, n)))
                : append(subproof(m - k, d.subList(k, n), false), root(d.subList(0, k)));
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Digest> append(List<Digest> list, Digest last) {
        List<Digest> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
