package org.sillok.upload.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sillok.kernel.Bytes;

/** The header {@code Upload-Checksum} of tus: the digest of one request's body. */
public record ChunkChecksum(Algorithm algorithm, Bytes value) {
    /** SHA-1 is there because the protocol demands it: it finds accidents, not attacks. */
    public enum Algorithm {
        SHA1("SHA-1", 20),
        SHA256("SHA-256", 32),
        SHA512("SHA-512", 64);

        private final String javaName;
        private final int length;

        Algorithm(String javaName, int length) {
            this.javaName = javaName;
            this.length = length;
        }

        /** The name that tus uses. */
        public String tusName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A fresh computation. */
        public MessageDigest begin() {
            try {
                return MessageDigest.getInstance(javaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime lacks " + javaName, e);
            }
        }

        /** All names, as the header {@code Tus-Checksum-Algorithm} lists them. */
        public static String names() {
            return Arrays.stream(values()).map(Algorithm::tusName).collect(Collectors.joining(","));
        }
    }

    public ChunkChecksum {
        if (value.length() != algorithm.length) {
            throw new IllegalArgumentException("its value does not have the algorithm's length");
        }
    }

    /**
     * Parses the field value; empty for an algorithm that is not known here.
     *
     * @throws IllegalArgumentException with the fault if it has another form
     */
    public static Optional<ChunkChecksum> parse(String header) {
        String[] words = header.strip().split(" ", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("it is not the name of an algorithm, a space and base64");
        }
        Optional<Algorithm> algorithm = Arrays.stream(Algorithm.values())
                .filter(known -> known.tusName().equals(words[0]))
                .findFirst();
        byte[] value;
        try {
            value = Base64.getDecoder().decode(words[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its value is not base64", e);
        }
        return algorithm.map(known -> new ChunkChecksum(known, Bytes.of(value)));
    }

    /** Whether a computation over the body came to this. */
    public boolean matches(MessageDigest computed) {
        return MessageDigest.isEqual(computed.digest(), value.toArray());
    }
}
