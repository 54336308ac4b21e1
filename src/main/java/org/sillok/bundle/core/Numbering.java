package org.sillok.bundle.core;

import java.nio.ByteBuffer;
import org.sillok.crypto.Sha2;

/**
 * Numbers items by chance, so that neither the order of deposit nor that of another bundle shows in them. The seed is
 * secret and made for one bundle; who has it can undo the order.
 */
public final class Numbering {
    private static final int SEED_LENGTH = 32;

    private final byte[] seed;
    private long block;
    private ByteBuffer random = ByteBuffer.allocate(0);

    private Numbering(byte[] seed) {
        this.seed = seed.clone();
    }

    /**
     * A permutation of 0 to {@code count - 1}: which item gets the first number, which the second, and so on. The same
     * for the same seed.
     *
     * @param seed 32 random bytes
     */
    public static int[] order(byte[] seed, int count) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("the seed has " + SEED_LENGTH + " bytes");
        }
        Numbering numbering = new Numbering(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            // Fisher and Yates, from the inside out.
            int place = numbering.below(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }

    /** Evenly spread: what lies in the last, incomplete range is drawn again. */
    private int below(int bound) {
        long range = 1L << Integer.SIZE;
        long fair = range - range % bound;
        while (true) {
            long drawn = next();
            if (drawn < fair) {
                return (int) (drawn % bound);
            }
        }
    }

    private long next() {
        if (!random.hasRemaining()) {
            byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(block++).array();
            random = ByteBuffer.wrap(Sha2.sha256(seed, counter).toArray());
        }
        return Integer.toUnsignedLong(random.getInt());
    }
}
