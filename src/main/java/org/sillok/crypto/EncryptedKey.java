package org.sillok.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Private keys under a passphrase, in the form that common tools read and write ({@code openssl pkcs8}): PKCS#8
 * {@code EncryptedPrivateKeyInfo} (RFC 5958) with PBES2, PBKDF2 with HMAC-SHA-256 and AES-256-CBC (RFC 8018), as PEM.
 */
public final class EncryptedKey {
    /** The PEM label (RFC 7468 section 11). */
    public static final String LABEL = "ENCRYPTED PRIVATE KEY";

    private static final AlgorithmIdentifier HMAC_SHA256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    // Slows down whoever guesses a passphrase that a person chose. Each key is opened once, when the service starts.
    private static final int ITERATIONS = 200_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_LENGTH = 16;
    private static final int BLOCK_LENGTH = 16;
    private static final int KEY_BITS = 256;

    private EncryptedKey() {}

    /** Encrypts DER PKCS#8. */
    public static String seal(byte[] pkcs8, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        byte[] iv = new byte[BLOCK_LENGTH];
        random.nextBytes(salt);
        random.nextBytes(iv);
        PBES2Parameters scheme = new PBES2Parameters(
                new KeyDerivationFunc(
                        PKCSObjectIdentifiers.id_PBKDF2,
                        new PBKDF2Params(salt, ITERATIONS, KEY_BITS / Byte.SIZE, HMAC_SHA256)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ITERATIONS, iv)
                    .doFinal(pkcs8);
            return Pem.write(
                    LABEL,
                    new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme), sealed)
                            .getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot encrypt a key", e);
        }
    }

    /**
     * Decrypts PEM with the label {@link #LABEL} to DER PKCS#8.
     *
     * @throws KeyFormatException if it is not such a block, or if the passphrase is another
     */
    public static byte[] open(String pem, char[] passphrase) throws KeyFormatException {
        byte[] der = Pem.read(LABEL, pem);
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
            AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
            require(algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2));
            PBES2Parameters scheme = PBES2Parameters.getInstance(algorithm.getParameters());
            KeyDerivationFunc derivation = scheme.getKeyDerivationFunc();
            EncryptionScheme encryption = scheme.getEncryptionScheme();
            require(derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2));
            require(encryption.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC));
            PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
            require(pbkdf2.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256));
            byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
            int iterations = pbkdf2.getIterationCount().intValueExact();
            require(iterations > 0 && iterations <= MAX_ITERATIONS && iv.length == BLOCK_LENGTH);
            return cipher(Cipher.DECRYPT_MODE, passphrase, pbkdf2.getSalt(), iterations, iv)
                    .doFinal(info.getEncryptedData());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new KeyFormatException("the key cannot be decrypted: the file is damaged or of another scheme than"
                    + " PBES2 with HMAC-SHA-256 and AES-256-CBC, or the passphrase is another");
        }
    }

    private static void require(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("another scheme");
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, int iterations, byte[] iv)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
            spec.clearPassword();
        }
    }
}
