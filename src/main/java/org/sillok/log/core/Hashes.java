package org.sillok.log.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.sillok.kernel.Digest;

/** SHA-256 hashes in the two forms that the C2SP texts give them: concatenated, and as one base64 line. */
final class Hashes {
    private static final int LENGTH = 32;

    private Hashes() {}

    static List<Digest> split(byte[] bytes) {
        if (bytes.length % LENGTH != 0) {
            throw new IllegalArgumentException("not a whole number of hashes");
        }
        List<Digest> hashes = new ArrayList<>(bytes.length / LENGTH);
        for (int i = 0; i < bytes.length; i += LENGTH) {
            hashes.add(Digest.sha256(Arrays.copyOfRange(bytes, i, i + LENGTH)));
        }
        return hashes;
    }

    static byte[] join(List<Digest> hashes) {
        byte[] bytes = new byte[hashes.size() * LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).toArray(), 0, bytes, i * LENGTH, LENGTH);
        }
        return bytes;
    }

    static String base64(Digest hash) {
        return Base64.getEncoder().encodeToString(hash.toArray());
    }

    static Digest parseBase64(String text) throws InvalidNoteException {
        byte[] bytes = StrictBase64.decode(text);
        if (bytes.length != LENGTH) {
            throw new InvalidNoteException("not a SHA-256 hash");
        }
        return Digest.sha256(bytes);
    }
}
