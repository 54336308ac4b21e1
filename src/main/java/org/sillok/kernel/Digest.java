package org.sillok.kernel;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-2 digest with its algorithm. Immutable; equality compares in constant time. */
public final class Digest {
    /** The two digests that are computed over every deposited file (FIPS 180-4). */
    public enum Algorithm {
        SHA_256("sha-256", 32),
        SHA_512("sha-512", 64);

        private final String httpName;
        private final int length;

        Algorithm(String httpName, int length) {
            this.httpName = httpName;
            this.length = length;
        }

        /** The name in the IANA HTTP digest registry (RFC 9530), for example {@code sha-256}. */
        public String httpName() {
            return httpName;
        }

        /** Digest length in bytes. */
        public int length() {
            return length;
        }
    }

    private final Algorithm algorithm;
    private final byte[] value;

    private Digest(Algorithm algorithm, byte[] value) {
        if (value.length != algorithm.length()) {
            throw new IllegalArgumentException(
                    algorithm.httpName() + " has " + algorithm.length() + " bytes, not " + value.length);
        }
        this.algorithm = algorithm;
        this.value = value;
    }

    /** Wraps a copy of 32 bytes; throws {@link IllegalArgumentException} for any other length. */
    public static Digest sha256(byte[] value) {
        return new Digest(Algorithm.SHA_256, value.clone());
    }

    /** Wraps a copy of 64 bytes; throws {@link IllegalArgumentException} for any other length. */
    public static Digest sha512(byte[] value) {
        return new Digest(Algorithm.SHA_512, value.clone());
    }

    /** Wraps a copy; throws {@link IllegalArgumentException} unless the length is the algorithm's. */
    public static Digest of(Algorithm algorithm, byte[] value) {
        return new Digest(algorithm, value.clone());
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    public byte[] toArray() {
        return value.clone();
    }

    /** Lower-case hexadecimal, as {@code sha256sum} prints it. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** base64url without padding, as statements carry it. */
    public String base64Url() {
        return Base64Url.encode(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && algorithm == that.algorithm && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return algorithm.httpName() + ":" + hex();
    }
}
