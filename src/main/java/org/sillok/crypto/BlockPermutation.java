package org.sillok.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A keyed permutation of 128-bit values: AES-256 of a single block. For turning random identifiers into others that only the
 * holder of the key can turn back, nothing else: equal values stay equal, and nothing is authenticated.
 */
public final class BlockPermutation {
    /** Bytes of a value. */
    public static final int BLOCK = 16;

    /** Bytes of a key. */
    public static final int KEY = 32;

    private BlockPermutation() {}

    /** The value that stands for {@code block} under {@code key}. */
    public static byte[] forward(byte[] key, byte[] block) {
        return permute(true, key, block);
    }

    /** What {@link #forward} was given. */
    public static byte[] back(byte[] key, byte[] block) {
        return permute(false, key, block);
    }

    private static byte[] permute(boolean forward, byte[] key, byte[] block) {
        if (key.length != KEY || block.length != BLOCK) {
            throw new IllegalArgumentException("a key of 32 bytes and a block of 16");
        }
        BlockCipher cipher = AESEngine.newInstance();
        cipher.init(forward, new KeyParameter(key));
        byte[] out = new byte[BLOCK];
        cipher.processBlock(block, 0, out, 0);
        return out;
    }
}
