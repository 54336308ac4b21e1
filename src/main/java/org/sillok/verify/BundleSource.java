package org.sillok.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds out by its content whether something is a bundle, packed or unpacked, and has it verified. */
final class BundleSource {
    private static final byte[] ENTRY = {'P', 'K', 3, 4};
    private static final byte[] EMPTY = {'P', 'K', 5, 6};
    private static final int END_LENGTH = 22;

    private BundleSource() {}

    /** Also an archive with something before its first entry is one, or it would be refused for a wrong reason. */
    static boolean isBundle(Path path) {
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(BundleLayout.BAGIT));
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            RandomBytes bytes = RandomBytes.of(file);
            return bytes.length() >= END_LENGTH
                    && (startsAt(bytes, 0, ENTRY)
                            || startsAt(bytes, 0, EMPTY)
                            || startsAt(bytes, bytes.length() - END_LENGTH, EMPTY));
        } catch (IOException e) {
            // Whoever reads it next says why it cannot be read.
            return false;
        }
    }

    private static boolean startsAt(RandomBytes bytes, long position, byte[] signature) throws IOException {
        byte[] there = new byte[signature.length];
        bytes.read(position, there, 0, there.length);
        return Arrays.equals(there, signature);
    }

    static BundleVerdict verify(Path path, BundleLimits limits, Trust trust) throws IOException {
        return verify(path, limits, trust, null);
    }

    /** The same, and holds a recall list against it. */
    static BundleVerdict verify(Path path, BundleLimits limits, Trust trust, @Nullable GivenRecalls recalls)
            throws IOException {
        if (Files.isDirectory(path)) {
            return BundleVerifier.verify(() -> FolderFiles.read(path, limits), trust, recalls);
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            RandomBytes bytes = RandomBytes.of(file);
            return BundleVerifier.verify(() -> ZipArchive.read(bytes, limits), trust, recalls);
        }
    }
}
