package org.sillok.verify;

/**
 * How much a bundle may ask of the machine that verifies it. Checked before anything is unpacked.
 *
 * @param entries the most files
 * @param bytes the most bytes of all files together, unpacked
 * @param ratio how many times larger a file of more than a mebibyte may be than its packed form
 */
record BundleLimits(long entries, long bytes, long ratio) {
    static final long DEFAULT_ENTRIES = 2_000_000;
    static final long DEFAULT_BYTES = 1L << 42;
    static final long DEFAULT_RATIO = 200;

    BundleLimits {
        if (entries < 1 || bytes < 1 || ratio < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }

    static BundleLimits standard() {
        return new BundleLimits(DEFAULT_ENTRIES, DEFAULT_BYTES, DEFAULT_RATIO);
    }
}
