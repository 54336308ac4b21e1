package org.sillok.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.OutputAEADEncryptor;

/**
 * Encrypts a stream for the holder of a certificate's key: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084), as
 * {@code openssl cms -decrypt} opens it. The content key is wrapped with RSA-OAEP and SHA-256, or by ephemeral ECDH on the
 * recipient's curve (RFC 5753). Nothing of the stream is held in memory. A stream that may be longer than
 * {@link #MAX_BYTES} goes into several messages.
 *
 * <p>Promises confidentiality, and that changes are noticed at the end of decryption: what a decrypting program hands out
 * before that is not yet authentic. Says nothing about who encrypted.
 */
public final class RecipientEncryption {
    /**
     * One message holds no more. OpenSSL reads a message into one buffer, which ends at 1.5 GiB, and the JDK's AES-GCM takes
     * 2 GiB.
     */
    public static final long MAX_BYTES = 1L << 30;

    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int BUFFER = 64 * 1024;

    private RecipientEncryption() {}

    /** Where the messages go into which a long stream is cut. */
    @FunctionalInterface
    public interface Parts {
        /**
         * Opens the next one; it is closed when its message is complete.
         *
         * @param number from 1
         */
        OutputStream open(int number) throws IOException;
    }

    /**
     * Cuts a stream of any length into messages of {@code partLength} bytes of content, the last one shorter. Each is
     * decrypted by itself; what comes out, one after the other, is the stream. At least one is made.
     *
     * <p>That no part is missing or in another place is for the content to tell, as the manifests of a bundle do.
     *
     * @param partLength from 1 to {@link #MAX_BYTES}
     * @param random strong and fresh
     */
    public static OutputStream inParts(
            RecipientCertificate recipient, SecureRandom random, long partLength, Parts parts) throws IOException {
        if (partLength < 1 || partLength > MAX_BYTES) {
            throw new IllegalArgumentException("1 to " + MAX_BYTES + " bytes in a part");
        }
        return new PartedOutput(partLength, number -> new PartedOutput.Part(parts.open(number), recipient, random));
    }

    /**
     * What is written to the stream that is returned goes to {@code out} in encrypted form. Closing it completes the
     * message, without which nothing can be decrypted, and leaves {@code out} open.
     *
     * @param random strong and fresh
     * @throws IOException if {@code out} fails
     */
    public static OutputStream open(RecipientCertificate recipient, SecureRandom random, OutputStream out)
            throws IOException {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.setBufferSize(BUFFER);
        generator.addRecipientInfoGenerator(
                recipient.key() instanceof ECPublicKeyParameters key
                        ? new RecipientAgreement(recipient.certificate(), key, random)
                        : RecipientKeyWrap.generator(recipient, random));
        try {
            return new Whole(generator.open(out, new AesGcmEncryptor(random)));
        } catch (CMSException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt for a certificate", e);
        }
    }

    /** Refuses what the mode cannot protect, before it is written. */
    private static final class Whole extends OutputStream {
        private final OutputStream out;
        private long length;
        private boolean closed;

        private Whole(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            length += count;
            if (length > MAX_BYTES) {
                throw new IOException("more than can be encrypted under one key");
            }
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.close();
            }
        }
    }

    /** AES-256-GCM of the JDK, thirty times as fast as that of the library, in the library's terms. */
    private static final class AesGcmEncryptor implements OutputAEADEncryptor {
        private final byte[] key = new byte[KEY_LENGTH];
        private final AlgorithmIdentifier algorithm;
        private final Cipher cipher;
        private byte[] tag = new byte[0];

        private AesGcmEncryptor(SecureRandom random) throws GeneralSecurityException {
            byte[] nonce = new byte[NONCE_LENGTH];
            random.nextBytes(key);
            random.nextBytes(nonce);
            algorithm =
                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(nonce, TAG_LENGTH));
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public GenericKey getKey() {
            return new GenericKey(algorithm, key);
        }

        /** There are no authenticated attributes. */
        @Override
        public OutputStream getAADStream() {
            return new OutputStream() {
                @Override
                public void write(int value) {
                    cipher.updateAAD(new byte[] {(byte) value});
                }
            };
        }

        @Override
        public byte[] getMAC() {
            return tag.clone();
        }

        @Override
        public OutputStream getOutputStream(OutputStream out) {
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    byte[] encrypted = cipher.update(bytes, offset, count);
                    if (encrypted != null) {
                        out.write(encrypted);
                    }
                }

                @Override
                public void close() throws IOException {
                    try {
                        byte[] rest = cipher.doFinal();
                        int length = rest.length - TAG_LENGTH;
                        out.write(rest, 0, length);
                        tag = Arrays.copyOfRange(rest, length, rest.length);
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("cannot complete AES-GCM", e);
                    } finally {
                        Arrays.fill(key, (byte) 0);
                    }
                    // The library closes the stream below itself, and would end its string twice.
                    out.flush();
                }
            };
        }
    }
}
