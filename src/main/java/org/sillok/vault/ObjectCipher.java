package org.sillok.vault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import org.sillok.vault.core.AssociatedData;

/**
 * The format of stored objects: Tink's AES256-GCM-HKDF streaming with segments of 64 KiB, subject and object id as
 * associated data. Each segment is authenticated with its number and whether it is the last, so exchanged, dropped
 * and appended segments are noticed where they are read.
 */
final class ObjectCipher {
    static final int SEGMENT = 64 * 1024;
    private static final String DOMAIN = "sillok/vault/object/1";
    private static final int DERIVED_KEY = 32;

    private ObjectCipher() {}

    static OutputStream encrypt(ObjectKey key, OutputStream sink) throws IOException {
        try {
            return streaming(key.key()).newEncryptingStream(sink, binding(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM streaming failed", e);
        }
    }

    /**
     * Opens stored bytes for reading at any position.
     *
     * @throws IOException if they cannot be what {@link #encrypt} wrote
     */
    static SeekableByteChannel decrypt(ObjectKey key, SeekableByteChannel stored) throws IOException {
        try {
            AesGcmHkdfStreaming streaming = streaming(key.key());
            SeekableByteChannel plain = streaming.newSeekableDecryptingChannel(stored, binding(key));
            // Tink takes an end cut off behind the tag of an empty segment, and never looks at an object without bytes.
            if (stored.size() != streaming.expectedCiphertextSize(plain.size())) {
                throw new IOException("not the length of a stored object");
            }
            if (plain.size() == 0) {
                verifyEmpty(streaming.newDecryptingChannel(stored, binding(key)));
                stored.position(0);
            }
            return plain;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM streaming failed", e);
        }
    }

    private static void verifyEmpty(ReadableByteChannel plain) throws IOException {
        if (plain.read(ByteBuffer.allocate(1)) >= 0) {
            throw new IOException("not an empty object");
        }
    }

    /** How long {@code length} plain bytes are when stored; the key does not matter. */
    static long storedLength(long length) {
        return streaming(new byte[DERIVED_KEY]).expectedCiphertextSize(length);
    }

    private static AesGcmHkdfStreaming streaming(byte[] key) {
        try {
            return new AesGcmHkdfStreaming(key, "HmacSha256", DERIVED_KEY, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM streaming failed", e);
        }
    }

    private static byte[] binding(ObjectKey key) {
        return AssociatedData.of(DOMAIN, key.subject(), key.object().value());
    }
}
