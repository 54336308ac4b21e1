package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class MlDsa44Test {
    private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.US_ASCII);
    private static final MlDsa44PrivateKey KEY = MlDsa44PrivateKey.generate(new SecureRandom());

    @Test
    void aSignatureHoldsForItsMessageAndKeyOnly() throws Exception {
        byte[] signature = KEY.sign(MESSAGE);
        assertThat(signature).hasSize(MlDsa44PublicKey.SIGNATURE_LENGTH).isEqualTo(KEY.sign(MESSAGE));
        assertThatCode(() -> KEY.publicKey().verify(MESSAGE, signature)).doesNotThrowAnyException();
        assertThatThrownBy(() -> KEY.publicKey().verify(new byte[0], signature))
                .isInstanceOf(SignatureInvalidException.class);
        assertThatThrownBy(() -> MlDsa44PrivateKey.generate(new SecureRandom())
                        .publicKey()
                        .verify(MESSAGE, signature))
                .isInstanceOf(SignatureInvalidException.class);
    }

    @Test
    void flippedBitsAndOtherLengthsAreRefused() {
        byte[] signature = KEY.sign(MESSAGE);
        Random random = new Random(44);
        for (int i = 0; i < 500; i++) {
            int bit = random.nextInt(signature.length * 8);
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> KEY.publicKey().verify(MESSAGE, changed))
                    .as("bit %d", bit)
                    .isInstanceOf(SignatureInvalidException.class);
        }
        for (int length : new int[] {0, 1, 2419, 2421, 5000}) {
            assertThatThrownBy(() -> KEY.publicKey().verify(MESSAGE, java.util.Arrays.copyOf(signature, length)))
                    .isInstanceOf(SignatureInvalidException.class);
        }
    }

    @Test
    void keysAreEncodedAsTheJcaDoes() throws Exception {
        KeyFactory factory = KeyFactory.getInstance("ML-DSA-44", new BouncyCastleProvider());
        byte[] spki = KEY.publicKey().spki();
        assertThat(factory.generatePublic(new X509EncodedKeySpec(spki)).getEncoded())
                .isEqualTo(spki);
        assertThat(MlDsa44PublicKey.ofSpki(spki)).isEqualTo(KEY.publicKey());
        assertThat(MlDsa44PublicKey.ofRaw(KEY.publicKey().raw())).isEqualTo(KEY.publicKey());
        assertThat(factory.generatePrivate(new PKCS8EncodedKeySpec(KEY.pkcs8())).getAlgorithm())
                .isEqualTo("ML-DSA-44");
        assertThat(MlDsa44PrivateKey.ofPkcs8(KEY.pkcs8()).publicKey()).isEqualTo(KEY.publicKey());
        assertThat(KEY.pkcs8()).as("the seed, not the expanded key").hasSizeLessThan(100);
    }

    @Test
    void keysOfOtherKindsAreRefused() throws KeyFormatException {
        byte[] ed25519 = SignaturesTest.anEd25519Key().pkcs8();
        assertThatThrownBy(() -> MlDsa44PrivateKey.ofPkcs8(ed25519)).isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> MlDsa44PrivateKey.ofPkcs8(new byte[3])).isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> MlDsa44PrivateKey.ofSeed(new byte[31])).isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> MlDsa44PublicKey.ofRaw(new byte[1311])).isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> MlDsa44PublicKey.ofSpki(new byte[1334])).isInstanceOf(KeyFormatException.class);
    }

    @Test
    void aSignatureThatDoesNotHoldIsNotReleased() {
        Signer broken = new Signer() {
            @Override
            public byte[] sign(byte[] message) {
                byte[] signature = KEY.sign(message);
                signature[100] ^= 1;
                return signature;
            }

            @Override
            public PublicKeyInfo publicKey() {
                return KEY.publicKey();
            }
        };
        assertThatThrownBy(() -> new CheckedSigner(broken).sign(MESSAGE)).isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> new CheckedSigner(KEY).sign(MESSAGE)).doesNotThrowAnyException();
    }
}
