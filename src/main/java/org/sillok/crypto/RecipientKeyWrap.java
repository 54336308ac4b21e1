package org.sillok.crypto;

import java.security.SecureRandom;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.KeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.operator.AsymmetricKeyWrapper;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.OperatorException;

/** Wraps a content key with RSA-OAEP, SHA-256 in both places (RFC 4055, 4.1). */
final class RecipientKeyWrap extends AsymmetricKeyWrapper {
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    private final AsymmetricKeyParameter key;
    private final SecureRandom random;

    private RecipientKeyWrap(AsymmetricKeyParameter key, SecureRandom random) {
        super(new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new RSAESOAEPparams(
                        SHA256,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256),
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.id_pSpecified, new DEROctetString(new byte[0])))));
        this.key = key;
        this.random = random;
    }

    static RecipientInfoGenerator generator(RecipientCertificate recipient, SecureRandom random) {
        return new KeyTransRecipientInfoGenerator(
                new IssuerAndSerialNumber(recipient.certificate().toASN1Structure()),
                new RecipientKeyWrap(recipient.key(), random)) {};
    }

    @Override
    public byte[] generateWrappedKey(GenericKey contentKey) throws OperatorException {
        OAEPEncoding oaep = new OAEPEncoding(new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), null);
        oaep.init(true, new ParametersWithRandom(key, random));
        byte[] plain = (byte[]) contentKey.getRepresentation();
        try {
            return oaep.processBlock(plain, 0, plain.length);
        } catch (InvalidCipherTextException e) {
            throw new OperatorException("cannot wrap a key", e);
        }
    }
}
