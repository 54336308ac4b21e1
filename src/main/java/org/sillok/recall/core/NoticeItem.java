package org.sillok.recall.core;

import org.sillok.kernel.Digest;

/**
 * One item that is called back, as the recipient knows it.
 *
 * @param number its number in the bundle
 * @param version the version that is in the bundle
 * @param statement digest of the custody statement in the item's receipt in the bundle. The statement has 32 random bytes, so
 *     the digest confirms nothing to who does not have the bundle
 */
public record NoticeItem(int number, int version, Digest statement) {
    public NoticeItem {
        ItemNumber.check(number);
        if (version < 1 || statement.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("versions count from 1, and a statement has a SHA-256");
        }
    }
}
