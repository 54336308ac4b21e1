package org.sillok.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.PasswordRecipientInfoGenerator;
import org.bouncycastle.cms.PasswordRecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JcePasswordAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/**
 * Bytes under a passphrase, in the form that common tools open ({@code openssl cms -decrypt -pwri_password}): CMS (RFC
 * 5652) with a password recipient, PBKDF2 with HMAC-SHA-256.
 *
 * <p>A stream of any length is EnvelopedData with AES-256-CBC, which does not notice that it was altered: whoever reads one
 * compares its digest with one that was authenticated. A few bytes are AuthEnvelopedData (RFC 5083) with AES-256-GCM, which
 * does; that is where such digests belong.
 */
public final class PassphraseContainer {
    // Slows down whoever guesses a passphrase that a person chose; each container is opened once.
    private static final int ITERATIONS = 600_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_LENGTH = 16;
    // The JDK lacks the wrapping of RFC 3211 that password recipients need. Passed, not registered.
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final int BUFFER = 64 * 1024;

    private PassphraseContainer() {}

    /** A stream that writes what it is given, encrypted, to {@code out}; closing it ends the container and leaves {@code out} open. */
    public static OutputStream sealing(OutputStream out, char[] passphrase, SecureRandom random) throws IOException {
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        generator.setBufferSize(BUFFER);
        generator.addRecipientInfoGenerator(recipient(passphrase, random));
        try {
            return generator.open(
                    out,
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                            .setSecureRandom(random)
                            .build());
        } catch (CMSException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        }
    }

    /**
     * The bytes that were sealed. Reading throws an {@link IOException} where the padding shows another passphrase or
     * damage, which it need not: see above.
     *
     * @throws CiphertextInvalidException if it is not such a container, or the passphrase is another
     */
    public static InputStream opening(InputStream in, char[] passphrase) throws CiphertextInvalidException {
        try {
            PasswordRecipientInformation recipient = recipient(new CMSEnvelopedDataParser(in).getRecipientInfos());
            JcePasswordEnvelopedRecipient key = new JcePasswordEnvelopedRecipient(passphrase);
            key.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
            key.setProvider(PROVIDER);
            return recipient.getContentStream(key).getContentStream();
        } catch (CMSException | IOException | RuntimeException e) {
            throw new CiphertextInvalidException();
        }
    }

    /** A few bytes, sealed so that every change is noticed. */
    public static byte[] seal(byte[] bytes, char[] passphrase, SecureRandom random) {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(recipient(passphrase, random));
        try {
            OutputAEADEncryptor encryptor =
                    (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setSecureRandom(random)
                            .build();
            return generator
                    .generate(new CMSProcessableByteArray(bytes), encryptor)
                    .getEncoded();
        } catch (CMSException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@link #seal} sealed.
     *
     * @throws CiphertextInvalidException if the passphrase is another, or a bit was changed
     */
    public static byte[] open(byte[] container, char[] passphrase) throws CiphertextInvalidException {
        try {
            PasswordRecipientInformation recipient = recipient(new CMSAuthEnvelopedData(container).getRecipientInfos());
            JcePasswordAuthEnvelopedRecipient key = new JcePasswordAuthEnvelopedRecipient(passphrase);
            key.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
            key.setProvider(PROVIDER);
            return recipient.getContent(key);
        } catch (CMSException | RuntimeException e) {
            throw new CiphertextInvalidException();
        }
    }

    private static PasswordRecipientInfoGenerator recipient(char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        JcePasswordRecipientInfoGenerator generator =
                new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, passphrase.clone());
        generator.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
        generator.setPRF(PasswordRecipient.PRF.HMacSHA256);
        generator.setSaltAndIterationCount(salt, ITERATIONS);
        generator.setSecureRandom(random);
        generator.setProvider(PROVIDER);
        return generator;
    }

    /** The one recipient; the number of iterations is a stranger's claim until the container has opened. */
    private static PasswordRecipientInformation recipient(RecipientInformationStore recipients) throws CMSException {
        if (recipients.size() == 1
                && recipients.getRecipients().iterator().next() instanceof PasswordRecipientInformation password) {
            AlgorithmIdentifier derivation = password.getKeyDerivationAlgorithm();
            int iterations = PBKDF2Params.getInstance(derivation.getParameters())
                    .getIterationCount()
                    .intValueExact();
            if (iterations > 0 && iterations <= MAX_ITERATIONS) {
                return password;
            }
        }
        throw new CMSException("another kind of container");
    }
}
