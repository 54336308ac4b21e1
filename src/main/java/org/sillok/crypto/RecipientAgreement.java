package org.sillok.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInfoGenerator;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.util.BigIntegers;

/**
 * Ephemeral-static ECDH with the X9.63 key derivation over SHA-256 and AES-256 key wrap (RFC 5753, 3.1.1). The library has
 * it for the JCA only, whose providers would have to be registered.
 */
final class RecipientAgreement extends KeyAgreeRecipientInfoGenerator {
    private static final int WRAP_KEY_LENGTH = 32;

    private final X509CertificateHolder certificate;
    private final ECPublicKeyParameters recipient;
    private final AsymmetricCipherKeyPair ephemeral;

    RecipientAgreement(X509CertificateHolder certificate, ECPublicKeyParameters recipient, SecureRandom random)
            throws IOException {
        this(certificate, recipient, ephemeral(recipient, random));
    }

    private RecipientAgreement(
            X509CertificateHolder certificate, ECPublicKeyParameters recipient, AsymmetricCipherKeyPair ephemeral)
            throws IOException {
        super(
                SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme,
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(ephemeral.getPublic()),
                NISTObjectIdentifiers.id_aes256_wrap);
        this.certificate = certificate;
        this.recipient = recipient;
        this.ephemeral = ephemeral;
    }

    private static AsymmetricCipherKeyPair ephemeral(ECPublicKeyParameters recipient, SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(recipient.getParameters(), random));
        return generator.generateKeyPair();
    }

    @Override
    protected ASN1Sequence generateRecipientEncryptedKeys(
            AlgorithmIdentifier agreement, AlgorithmIdentifier wrap, GenericKey contentKey) throws CMSException {
        byte[] key = wrapKey(wrap);
        try {
            AESWrapEngine engine = new AESWrapEngine();
            engine.init(true, new KeyParameter(key));
            byte[] plain = (byte[]) contentKey.getRepresentation();
            return new DERSequence(new RecipientEncryptedKey(
                    new KeyAgreeRecipientIdentifier(new IssuerAndSerialNumber(certificate.toASN1Structure())),
                    new DEROctetString(engine.wrap(plain, 0, plain.length))));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] wrapKey(AlgorithmIdentifier wrap) throws CMSException {
        ECDHBasicAgreement ecdh = new ECDHBasicAgreement();
        ecdh.init(ephemeral.getPrivate());
        byte[] shared = BigIntegers.asUnsignedByteArray(ecdh.getFieldSize(), ecdh.calculateAgreement(recipient));
        // RFC 5753, 7.2: the length of the wrapping key in bits, as four bytes.
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .putInt(WRAP_KEY_LENGTH * Byte.SIZE)
                .array();
        try {
            KDF2BytesGenerator derivation = new KDF2BytesGenerator(new SHA256Digest());
            derivation.init(new KDFParameters(shared, new ECCCMSSharedInfo(wrap, length).getEncoded(ASN1Encoding.DER)));
            byte[] key = new byte[WRAP_KEY_LENGTH];
            derivation.generateBytes(key, 0, key.length);
            return key;
        } catch (IOException e) {
            throw new CMSException("cannot derive a key", e);
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }

    /** None: the ephemeral key is fresh. */
    @Override
    protected byte @org.jspecify.annotations.Nullable [] getUserKeyingMaterial(AlgorithmIdentifier agreement) {
        return null;
    }
}
