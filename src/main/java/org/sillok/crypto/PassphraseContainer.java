package org.sillok.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
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
 *
 * <p>An instance has one salt for all that it seals, and derives each key once: guessing is as slow as with a salt for each
 * container, because whoever guesses right for one has the passphrase of all. Keys of content are random and never shared.
 * Instances may be used by several threads.
 */
public final class PassphraseContainer {
    // Slows down whoever guesses a passphrase that a person chose.
    private static final int ITERATIONS = 600_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_LENGTH = 16;
    // The JDK lacks the wrapping of RFC 3211 that password recipients need. Passed, not registered.
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final int BUFFER = 64 * 1024;

    // Of containers of one backup there is one; whoever made up more gains nothing from it.
    private static final int MOST_DERIVED = 16;

    private final char[] passphrase;
    private final SecureRandom random;
    private final byte[] salt = new byte[SALT_LENGTH];
    private final Map<Derivation, byte[]> derived = new HashMap<>();

    public PassphraseContainer(char[] passphrase, SecureRandom random) {
        this.passphrase = passphrase.clone();
        this.random = random;
        random.nextBytes(salt);
    }

    private record Derivation(AlgorithmIdentifier algorithm, int keySize) {}

    private interface Deriving {
        byte[] derive() throws CMSException;
    }

    /** One at a time: several that need the same key would otherwise all make it. */
    private synchronized byte[] derived(AlgorithmIdentifier algorithm, int keySize, Deriving slow) throws CMSException {
        Derivation derivation = new Derivation(algorithm, keySize);
        byte[] key = derived.get(derivation);
        if (key == null) {
            key = slow.derive();
            if (derived.size() >= MOST_DERIVED) {
                derived.clear();
            }
            derived.put(derivation, key);
        }
        return key.clone();
    }

    /** A stream that writes what it is given, encrypted, to {@code out}; closing it ends the container and leaves {@code out} open. */
    public OutputStream sealing(OutputStream out) throws IOException {
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        generator.setBufferSize(BUFFER);
        generator.addRecipientInfoGenerator(sealingRecipient());
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
    public InputStream opening(InputStream in) throws CiphertextInvalidException {
        try {
            PasswordRecipientInformation recipient = recipient(new CMSEnvelopedDataParser(in).getRecipientInfos());
            JcePasswordEnvelopedRecipient key = new JcePasswordEnvelopedRecipient(passphrase.clone()) {
                @Override
                public byte[] calculateDerivedKey(int scheme, AlgorithmIdentifier algorithm, int keySize)
                        throws CMSException {
                    return derived(algorithm, keySize, () -> super.calculateDerivedKey(scheme, algorithm, keySize));
                }
            };
            key.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
            key.setProvider(PROVIDER);
            return recipient.getContentStream(key).getContentStream();
        } catch (CMSException | IOException | RuntimeException e) {
            throw new CiphertextInvalidException();
        }
    }

    /** A few bytes, sealed so that every change is noticed. */
    public byte[] seal(byte[] bytes) {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(sealingRecipient());
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
    public byte[] open(byte[] container) throws CiphertextInvalidException {
        try {
            PasswordRecipientInformation recipient = recipient(new CMSAuthEnvelopedData(container).getRecipientInfos());
            JcePasswordAuthEnvelopedRecipient key = new JcePasswordAuthEnvelopedRecipient(passphrase.clone()) {
                @Override
                public byte[] calculateDerivedKey(int scheme, AlgorithmIdentifier algorithm, int keySize)
                        throws CMSException {
                    return derived(algorithm, keySize, () -> super.calculateDerivedKey(scheme, algorithm, keySize));
                }
            };
            key.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
            key.setProvider(PROVIDER);
            return recipient.getContent(key);
        } catch (CMSException | RuntimeException e) {
            throw new CiphertextInvalidException();
        }
    }

    private PasswordRecipientInfoGenerator sealingRecipient() {
        JcePasswordRecipientInfoGenerator generator =
                new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, passphrase.clone()) {
                    @Override
                    protected byte[] calculateDerivedKey(int scheme, AlgorithmIdentifier algorithm, int keySize)
                            throws CMSException {
                        return derived(algorithm, keySize, () -> super.calculateDerivedKey(scheme, algorithm, keySize));
                    }
                };
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
