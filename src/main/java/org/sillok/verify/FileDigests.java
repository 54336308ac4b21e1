package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/**
 * What verification needs to know of a file that was given with the receipt.
 *
 * @param name how the person who verifies calls the file; not compared with anything
 */
public record FileDigests(String name, Digest sha256, Digest sha512, long length) {
    private static final int BUFFER = 1 << 16;

    /** Reads {@code in} to its end in constant memory, and does not close it. */
    public static FileDigests read(String name, InputStream in) throws IOException {
        MessageDigest sha256 = Sha2.newSha256();
        MessageDigest sha512 = Sha2.newSha512();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
            sha512.update(buffer, 0, read);
            length += read;
        }
        return new FileDigests(name, Digest.sha256(sha256.digest()), Digest.sha512(sha512.digest()), length);
    }
}
