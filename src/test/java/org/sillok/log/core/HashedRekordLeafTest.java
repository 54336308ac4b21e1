package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

class HashedRekordLeafTest {
    private static final Digest DIGEST = Merkle.emptyRoot();
    private static final String ENTRY =
            "{\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\",\"spec\":{\"hashedRekordV002\":{"
                    + "\"data\":{\"algorithm\":\"SHA2_256\",\"digest\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"},"
                    + "\"signature\":{\"content\":\"c2ln\",\"verifier\":{\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\","
                    + "\"publicKey\":{\"rawBytes\":\"a2V5\"}}}}}}";

    @Test
    void writesTheEntryThatRekorWrites() throws InvalidEntryException {
        byte[] entry = HashedRekordLeaf.of(DIGEST, ascii("sig"), ascii("key"));
        assertThat(new String(entry, StandardCharsets.US_ASCII)).isEqualTo(ENTRY);
        assertThat(HashedRekordLeaf.parse(entry))
                .isEqualTo(new HashedRekordLeaf(DIGEST, Bytes.utf8("sig"), Bytes.utf8("key")));
    }

    @Test
    void readsNoOtherForm() {
        for (String bad : List.of(
                "",
                "{}",
                " " + ENTRY,
                ENTRY + "\n",
                ENTRY.replace("0.0.2", "0.0.1"),
                ENTRY.replace("SHA2_256", "SHA2_512"),
                ENTRY.replace("P256_SHA_256", "P384_SHA_384"),
                ENTRY.replace("publicKey", "x509Certificate"),
                ENTRY.replace("47DEQpj8", ""),
                ENTRY.replace("c2ln", ""),
                ENTRY.replace("c2ln", "c2l=n"),
                ENTRY.replace("a2V5", ""),
                ENTRY.replace("a2V5", "a2V5\",\"x\":\"a2V5"),
                ENTRY.replace("}}}}}}", "}}}}}"),
                ENTRY.replace("\"content\"", "\"content\" "),
                ENTRY.replace("+/T", "-_T"))) {
            assertThatThrownBy(() -> HashedRekordLeaf.parse(ascii(bad)))
                    .as(bad)
                    .isInstanceOf(InvalidEntryException.class);
        }
        for (int cut = 0; cut < ENTRY.length(); cut++) {
            byte[] shorter = ascii(ENTRY.substring(0, cut));
            assertThatThrownBy(() -> HashedRekordLeaf.parse(shorter)).isInstanceOf(InvalidEntryException.class);
        }
    }

    @Test
    void refusesPartsThatCannotBe() {
        assertThatThrownBy(() -> HashedRekordLeaf.of(Digest.sha512(new byte[64]), ascii("s"), ascii("k")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HashedRekordLeaf.of(DIGEST, new byte[0], ascii("k")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HashedRekordLeaf.of(DIGEST, ascii("s"), new byte[1025]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
