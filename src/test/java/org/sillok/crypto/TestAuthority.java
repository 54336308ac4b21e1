package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * A time-stamping authority for tests: a root, an intermediate and a signer's certificate, made anew for each instance,
 * and answers with any flaw that is wanted.
 */
public final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1_000);
    private static final Duration YEAR = Duration.ofDays(365);

    /** What an answer, or the certificate behind it, may have wrong. */
    public enum Flaw {
        OTHER_NONCE,
        NO_NONCE,
        OTHER_IMPRINT,
        OTHER_DIGEST,
        NO_PURPOSE,
        OTHER_PURPOSE_TOO,
        PURPOSE_NOT_CRITICAL,
        OTHER_CERTIFICATE_BOUND,
        NO_CERTIFICATE_BOUND,
        FIRST_VERSION_OF_BINDING,
        EXPIRED,
        NO_CERTIFICATES,
        FOREIGN_CERTIFICATE_TOO,
        FOREIGN_ROOT_TOO,
        FOREIGN_PAIR_TOO,
        OWN_ROOT_TOO,
        REJECTED,
        BROKEN_SIGNATURE,
        TRAILING_BYTE,
        UNSIGNED_ATTRIBUTE
    }

    private final String algorithm;
    private final KeyPair rootKey;
    private final KeyPair middleKey;
    private final KeyPair signerKey;
    private final X509CertificateHolder root;
    private final X509CertificateHolder middle;
    private final X509CertificateHolder signer;
    private final String name;

    private TestAuthority(String name, String keyAlgorithm, @Nullable String listAddress, Set<Flaw> flaws)
            throws Exception {
        this.name = name;
        this.algorithm = keyAlgorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        rootKey = keys("EC");
        middleKey = keys("EC");
        signerKey = keys(keyAlgorithm);
        Instant now = Instant.now();
        X500Name rootName = new X500Name("CN=Root of " + name);
        X500Name middleName = new X500Name("CN=Issuer of " + name);
        root = authority(rootName, rootKey, rootName, rootKey, null, now);
        middle = authority(rootName, rootKey, middleName, middleKey, listAddress, now);
        Instant until = flaws.contains(Flaw.EXPIRED) ? now.minus(Duration.ofDays(1)) : now.plus(YEAR);
        X509v3CertificateBuilder builder =
                builder(middleName, now.minus(YEAR), until, new X500Name("CN=" + name), signerKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        if (!flaws.contains(Flaw.NO_PURPOSE)) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    !flaws.contains(Flaw.PURPOSE_NOT_CRITICAL),
                    flaws.contains(Flaw.OTHER_PURPOSE_TOO)
                            ? new ExtendedKeyUsage(
                                    new KeyPurposeId[] {KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_codeSigning
                                    })
                            : new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        }
        addListAddress(builder, listAddress == null ? null : listAddress + "/signer.crl");
        signer = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(middleKey.getPrivate()));
    }

    /** An authority on P-256. */
    public static TestAuthority named(String name) {
        return with(name, "EC", null);
    }

    /**
     * An authority whose certificates may have flaws.
     *
     * @param listAddress the address below which it publishes its revocation lists, or null if it does not
     */
    public static TestAuthority with(String name, String keyAlgorithm, @Nullable String listAddress, Flaw... flaws) {
        try {
            return new TestAuthority(name, keyAlgorithm, listAddress, flaws(flaws));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Flaw> flaws(Flaw... flaws) {
        Set<Flaw> set = EnumSet.noneOf(Flaw.class);
        set.addAll(Arrays.asList(flaws));
        return set;
    }

    public TimeStampRoots roots() {
        try {
            return TimeStampRoots.ofPem(rootPem());
        } catch (KeyFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    public String rootPem() {
        try {
            return Pem.write("CERTIFICATE", root.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a request, as an authority sends it. */
    public byte[] answer(byte[] request, Instant time, Flaw... flaws) {
        try {
            return response(TimeStampReq.getInstance(request), time, flaws(flaws));
        } catch (IOException | CMSException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token over {@code message}. */
    public Bytes token(byte[] message, Instant time, Flaw... flaws) {
        byte[] answer =
                answer(new TimeStampRequest(Sha2.sha512(message), Bytes.of(new byte[8]), null).der(), time, flaws);
        try {
            return TimeStampToken.parseResponse(answer).bytes();
        } catch (TimeStampException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] response(TimeStampReq request, Instant time, Set<Flaw> flaws)
            throws IOException, CMSException, OperatorCreationException {
        if (flaws.contains(Flaw.REJECTED)) {
            return new TimeStampResp(
                            new PKIStatusInfo(PKIStatus.rejection, null, new PKIFailureInfo(PKIFailureInfo.badRequest)),
                            null)
                    .getEncoded("DER");
        }
        ContentInfo token = token(info(request, time, flaws), flaws);
        byte[] response = new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), token).getEncoded("DL");
        if (flaws.contains(Flaw.BROKEN_SIGNATURE)) {
            response[response.length - 1] ^= 1;
        }
        return flaws.contains(Flaw.TRAILING_BYTE) ? Arrays.copyOf(response, response.length + 1) : response;
    }

    private static TSTInfo info(TimeStampReq request, Instant time, Set<Flaw> flaws) throws IOException {
        MessageImprint asked = request.getMessageImprint();
        byte[] imprint = asked.getHashedMessage();
        AlgorithmIdentifier digest = asked.getHashAlgorithm();
        if (flaws.contains(Flaw.OTHER_IMPRINT)) {
            imprint = imprint.clone();
            imprint[0] ^= 1;
        }
        if (flaws.contains(Flaw.OTHER_DIGEST)) {
            digest = new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.10"));
        }
        ASN1Integer nonce = request.getNonce();
        if (flaws.contains(Flaw.OTHER_NONCE)) {
            nonce = new ASN1Integer(nonce.getValue().add(BigInteger.ONE));
        }
        ASN1ObjectIdentifier policy = request.getReqPolicy();
        return new TSTInfo(
                policy == null ? new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1") : policy,
                new MessageImprint(digest, imprint),
                new ASN1Integer(SERIALS.incrementAndGet()),
                new ASN1GeneralizedTime(Date.from(time)),
                new Accuracy(new ASN1Integer(1), null, null),
                ASN1Boolean.FALSE,
                flaws.contains(Flaw.NO_NONCE) ? null : nonce,
                null,
                null);
    }

    private ContentInfo token(TSTInfo info, Set<Flaw> flaws)
            throws IOException, CMSException, OperatorCreationException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        byte[] bound = (flaws.contains(Flaw.OTHER_CERTIFICATE_BOUND) ? middle : signer).getEncoded();
        if (flaws.contains(Flaw.FIRST_VERSION_OF_BINDING)) {
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificate,
                    new DERSet(new SigningCertificate(new ESSCertID(sha1(bound))))));
        } else if (!flaws.contains(Flaw.NO_CERTIFICATE_BOUND)) {
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {
                        new ESSCertIDv2(Sha2.sha256(bound).toArray())
                    }))));
        }
        SignerInfoGeneratorBuilder builder = new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider());
        builder.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
        if (flaws.contains(Flaw.UNSIGNED_ATTRIBUTE)) {
            builder.setUnsignedAttributeGenerator(parameters -> new AttributeTable(
                    new Attribute(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.9"), new DERSet(new ASN1Integer(1)))));
        }
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                builder.build(new JcaContentSignerBuilder(algorithm).build(signerKey.getPrivate()), signer));
        if (!flaws.contains(Flaw.NO_CERTIFICATES)) {
            List<X509CertificateHolder> chain = new ArrayList<>(List.of(signer, middle));
            if (flaws.contains(Flaw.FOREIGN_CERTIFICATE_TOO)) {
                chain.add(named("a stranger").middle);
            }
            if (flaws.contains(Flaw.FOREIGN_ROOT_TOO)) {
                chain.add(named("a stranger").root);
            }
            if (flaws.contains(Flaw.FOREIGN_PAIR_TOO)) {
                TestAuthority stranger = named("a stranger");
                chain.addAll(List.of(stranger.root, stranger.middle));
            }
            if (flaws.contains(Flaw.OWN_ROOT_TOO)) {
                chain.add(root);
            }
            generator.addCertificates(new CollectionStore<>(chain));
        }
        CMSProcessableByteArray content =
                new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded("DER"));
        byte[] encoded = generator.generate(content, true).toASN1Structure().getEncoded("DL");
        return ContentInfo.getInstance(encoded);
    }

    private static byte[] sha1(byte[] bytes) {
        var digest = new org.bouncycastle.crypto.digests.SHA1Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return value;
    }

    /** The list of the intermediate: it says which signers are revoked. */
    public byte[] signerList(@Nullable Instant revokedAt, int reason) {
        return list(middle.getSubject(), middleKey, signer, revokedAt, reason);
    }

    /** The list of the root: it says which intermediates are revoked. */
    public byte[] middleList(@Nullable Instant revokedAt, int reason) {
        return list(root.getSubject(), rootKey, middle, revokedAt, reason);
    }

    private static byte[] list(
            X500Name issuer, KeyPair key, X509CertificateHolder subject, @Nullable Instant revokedAt, int reason) {
        Instant now = Instant.now();
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(now.minusSeconds(60)));
        builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
        if (revokedAt != null) {
            builder.addCRLEntry(subject.getSerialNumber(), Date.from(revokedAt), reason);
        }
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The reason that says nothing about the past, and the one that says most. */
    public static final int SUPERSEDED = CRLReason.superseded;

    public static final int KEY_COMPROMISE = CRLReason.keyCompromise;

    private static X509CertificateHolder authority(
            X500Name issuer, KeyPair issuerKey, X500Name subject, KeyPair key, @Nullable String lists, Instant now)
            throws Exception {
        X509v3CertificateBuilder builder =
                builder(issuer, now.minus(YEAR.multipliedBy(2)), now.plus(YEAR.multipliedBy(9)), subject, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        addListAddress(builder, lists == null ? null : lists + "/issuer.crl");
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, Instant from, Instant until, X500Name subject, KeyPair key) {
        return new X509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIALS.incrementAndGet()),
                Date.from(from),
                Date.from(until),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
    }

    private static void addListAddress(X509v3CertificateBuilder builder, @Nullable String address) throws IOException {
        if (address != null) {
            GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, address);
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null)
            }));
        }
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        return generator.generateKeyPair();
    }

    @Override
    public String toString() {
        return name;
    }
}
