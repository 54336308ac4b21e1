package org.sillok.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "sample".getBytes(US_ASCII);

    /** The key of RFC 6979 appendix A.2.5. */
    static P256PrivateKey aP256Key() throws KeyFormatException {
        return P256PrivateKey.ofPkcs8(
                HEX.parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                        + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"));
    }

    /** The first key of RFC 8032 section 7.1. */
    static Ed25519PrivateKey anEd25519Key() throws KeyFormatException {
        return Ed25519PrivateKey.ofSeed(
                HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    }

    @Test
    void p256AgreesWithRfc6979ExceptThatTheLowerSIsTaken() throws Exception {
        BigInteger[] rs =
                StandardDSAEncoding.INSTANCE.decode(P256.ORDER, aP256Key().sign(MESSAGE));
        assertThat(rs[0].toString(16)).isEqualTo("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716");
        assertThat(P256.ORDER.subtract(rs[1]).toString(16))
                .isEqualTo("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
        assertThat(HEX.formatHex(aP256Key().publicKey().spki()))
                .endsWith("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    }

    @Test
    void ed25519AgreesWithRfc8032() throws Exception {
        Ed25519PrivateKey key = anEd25519Key();
        assertThat(HEX.formatHex(key.publicKey().raw()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HEX.formatHex(key.sign(new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void signaturesAreRepeatable() throws Exception {
        for (Signer signer : new Signer[] {aP256Key(), anEd25519Key()}) {
            assertThat(signer.sign(MESSAGE)).isEqualTo(signer.sign(MESSAGE));
        }
    }

    @Test
    void everyChangedBitOfSignatureAndMessageIsRefused() throws Exception {
        for (Signer signer : new Signer[] {aP256Key(), anEd25519Key()}) {
            byte[] message = MESSAGE.clone();
            byte[] signature = signer.sign(message);
            PublicKeyInfo key = signer.publicKey();
            assertThatCode(() -> key.verify(message, signature)).doesNotThrowAnyException();
            for (byte[] part : new byte[][] {signature, message}) {
                for (int bit = 0; bit < 8 * part.length; bit++) {
                    part[bit / 8] ^= (byte) (1 << bit % 8);
                    assertThatThrownBy(() -> key.verify(message, signature))
                            .isInstanceOf(SignatureInvalidException.class);
                    part[bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
            for (int length = 0; length <= signature.length + 1; length++) {
                if (length != signature.length) {
                    byte[] other = Arrays.copyOf(signature, length);
                    assertThatThrownBy(() -> key.verify(message, other)).isInstanceOf(SignatureInvalidException.class);
                }
            }
        }
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        SecureRandom random = new SecureRandom();
        byte[] p256 = aP256Key().sign(MESSAGE);
        byte[] ed25519 = anEd25519Key().sign(MESSAGE);
        assertThatThrownBy(() -> P256PrivateKey.generate(random).publicKey().verify(MESSAGE, p256))
                .isInstanceOf(SignatureInvalidException.class);
        assertThatThrownBy(() -> Ed25519PrivateKey.generate(random).publicKey().verify(MESSAGE, ed25519))
                .isInstanceOf(SignatureInvalidException.class);
    }

    @Test
    void theTwinSignatureWithTheHigherSIsRefused() throws Exception {
        BigInteger[] rs =
                StandardDSAEncoding.INSTANCE.decode(P256.ORDER, aP256Key().sign(MESSAGE));
        byte[] twin = StandardDSAEncoding.INSTANCE.encode(P256.ORDER, rs[0], P256.ORDER.subtract(rs[1]));
        Signature jdk = Signature.getInstance("SHA256withECDSA");
        jdk.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(aP256Key().publicKey().spki())));
        jdk.update(MESSAGE);
        assertThat(jdk.verify(twin)).isTrue();
        assertThatThrownBy(() -> aP256Key().publicKey().verify(MESSAGE, twin))
                .isInstanceOf(SignatureInvalidException.class);
    }

    @Test
    void signaturesWithNumbersOutOfRangeAreRefused() throws Exception {
        P256PublicKey key = aP256Key().publicKey();
        for (String hex :
                new String[] {"3006020100020100", "3006020100020101", "3006020101020100", "30060201ff020101"}) {
            assertThatThrownBy(() -> key.verify(MESSAGE, HEX.parseHex(hex)))
                    .isInstanceOf(SignatureInvalidException.class);
        }
    }

    @Test
    void theJdkReadsOurKeysAndSignaturesAndWeReadItsKeys() throws Exception {
        for (int i = 0; i < 20; i++) {
            P256PrivateKey ours = P256PrivateKey.generate(new SecureRandom());
            jdkVerifies("EC", "SHA256withECDSA", ours);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            assertThat(P256PrivateKey.ofPkcs8(pair.getPrivate().getEncoded())
                            .publicKey()
                            .spki())
                    .isEqualTo(pair.getPublic().getEncoded());
            jdkVerifies("Ed25519", "Ed25519", Ed25519PrivateKey.generate(new SecureRandom()));
            var edPair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            assertThat(Ed25519PrivateKey.ofPkcs8(edPair.getPrivate().getEncoded())
                            .publicKey()
                            .spki())
                    .isEqualTo(edPair.getPublic().getEncoded());
        }
    }

    private static void jdkVerifies(String keys, String algorithm, Signer signer) throws GeneralSecurityException {
        Signature jdk = Signature.getInstance(algorithm);
        jdk.initVerify(KeyFactory.getInstance(keys)
                .generatePublic(new X509EncodedKeySpec(signer.publicKey().spki())));
        jdk.update(MESSAGE);
        assertThat(jdk.verify(signer.sign(MESSAGE))).isTrue();
    }

    @Test
    void keysSurviveTheirFiles() throws Exception {
        P256PrivateKey p256 = P256PrivateKey.generate(new SecureRandom());
        assertThat(P256PrivateKey.ofPem(p256.pem()).publicKey()).isEqualTo(p256.publicKey());
        assertThat(P256PublicKey.ofPem(p256.publicKey().pem())).isEqualTo(p256.publicKey());
        assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(p256.pkcs8())))
                .isNotNull();
        Ed25519PrivateKey ed25519 = Ed25519PrivateKey.generate(new SecureRandom());
        assertThat(Ed25519PrivateKey.ofPem(ed25519.pem()).publicKey()).isEqualTo(ed25519.publicKey());
        assertThat(Ed25519PublicKey.ofPem(ed25519.publicKey().pem())).isEqualTo(ed25519.publicKey());
        assertThat(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(ed25519.pkcs8())))
                .isNotNull();
    }

    @Test
    void aPublicKeyHasOneEncoding() throws Exception {
        byte[] p256 = aP256Key().publicKey().spki();
        for (int i = 0; i < p256.length; i++) {
            byte[] changed = p256.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> P256PublicKey.ofSpki(changed)).isInstanceOf(KeyFormatException.class);
        }
        byte[] ed25519 = anEd25519Key().publicKey().spki();
        for (int i = 0; i < ed25519.length - 32; i++) {
            byte[] changed = ed25519.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Ed25519PublicKey.ofSpki(changed)).isInstanceOf(KeyFormatException.class);
        }
        for (byte[] bad : new byte[][] {new byte[0], Arrays.copyOf(p256, 90), Arrays.copyOf(p256, 92), ed25519}) {
            assertThatThrownBy(() -> P256PublicKey.ofSpki(bad)).isInstanceOf(KeyFormatException.class);
        }
        byte[] pointAtInfinityOfSmallOrder = new byte[32];
        pointAtInfinityOfSmallOrder[0] = 1;
        assertThatThrownBy(() -> Ed25519PublicKey.ofRaw(pointAtInfinityOfSmallOrder))
                .isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> Ed25519PublicKey.ofRaw(new byte[31])).isInstanceOf(KeyFormatException.class);
    }

    @Test
    void foreignPrivateKeysAreRefused() throws Exception {
        KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
        other.initialize(new ECGenParameterSpec("secp384r1"));
        byte[] p384 = other.generateKeyPair().getPrivate().getEncoded();
        for (byte[] bad : new byte[][] {p384, anEd25519Key().pkcs8(), new byte[0], {0x30, 0}}) {
            assertThatThrownBy(() -> P256PrivateKey.ofPkcs8(bad)).isInstanceOf(KeyFormatException.class);
        }
        for (byte[] bad : new byte[][] {p384, aP256Key().pkcs8(), new byte[0]}) {
            assertThatThrownBy(() -> Ed25519PrivateKey.ofPkcs8(bad)).isInstanceOf(KeyFormatException.class);
        }
        assertThatThrownBy(() -> Ed25519PrivateKey.ofSeed(new byte[33])).isInstanceOf(KeyFormatException.class);
    }

    @Test
    void pemIsOneBlockWithTheRightLabel() throws Exception {
        String pem = aP256Key().publicKey().pem();
        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
        assertThat(Pem.read(Pem.PUBLIC_KEY, "\r\n" + pem.replace("\n", "\r\n")))
                .isEqualTo(aP256Key().publicKey().spki());
        for (String bad : new String[] {
            "",
            "-----BEGIN PUBLIC KEY-----",
            pem + "x",
            "x" + pem,
            pem + pem,
            pem.replace("PUBLIC", "PRIVATE"),
            pem.replaceFirst("M", "!")
        }) {
            assertThatThrownBy(() -> Pem.read(Pem.PUBLIC_KEY, bad)).isInstanceOf(KeyFormatException.class);
        }
    }

    @Test
    void privateKeysDoNotPrintThemselves() throws Exception {
        assertThat(aP256Key()).hasToString("private part of " + aP256Key().publicKey());
        assertThat(anEd25519Key())
                .hasToString("private part of " + anEd25519Key().publicKey());
        assertThat(aP256Key().publicKey().toString())
                .contains(aP256Key().publicKey().keyId().base64Url());
    }
}
