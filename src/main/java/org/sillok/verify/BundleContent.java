package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sillok.crypto.Sha2;

/** The files of a bundle with their digests. Whatever is read later is held against the digest taken first. */
final class BundleContent {
    /** The longest document that is read as a whole. */
    static final int LONGEST_DOCUMENT = 128 << 20;

    private final BundleFiles files;
    private final Map<String, FileDigests> digests;

    private BundleContent(BundleFiles files, Map<String, FileDigests> digests) {
        this.files = files;
        this.digests = digests;
    }

    /** Reads every file once, in constant memory. */
    static BundleContent digest(BundleFiles files) throws IOException {
        Map<String, FileDigests> digests = new HashMap<>();
        for (String name : files.names()) {
            try (InputStream in = files.open(name)) {
                digests.put(name, FileDigests.read(name, in));
            }
        }
        return new BundleContent(files, digests);
    }

    List<String> names() {
        return files.names();
    }

    FileDigests digests(String name) {
        return Objects.requireNonNull(digests.get(name), name);
    }

    /** A stream that may be of other bytes than those digested, if the file was changed meanwhile. */
    InputStream open(String name) throws IOException {
        return files.open(name);
    }

    byte[] bytes(String name) throws IOException {
        return bytes(name, LONGEST_DOCUMENT);
    }

    byte[] bytes(String name, int most) throws IOException {
        if (digests(name).length() > most) {
            throw new BundleFormatException(
                    FindingCode.ARCHIVE_LIMIT, name, "It has more than the " + most + " bytes that are read at once.");
        }
        try (InputStream in = files.open(name)) {
            byte[] bytes = in.readAllBytes();
            requireSame(name, bytes);
            return bytes;
        }
    }

    private void requireSame(String name, byte[] bytes) throws IOException {
        if (!Sha2.sha512(bytes).equals(digests(name).sha512())) {
            throw new IOException("changed while it was verified: " + name);
        }
    }
}
