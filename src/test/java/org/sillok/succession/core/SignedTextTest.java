package org.sillok.succession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SuccessionId;

class SignedTextTest {
    private static final SuccessionId ID = new SuccessionId("suc_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId OWNER = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId SUCCESSOR = new PartyId("pty_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final SignedText.Sides SIDES = new SignedText.Sides(ID, OWNER, SUCCESSOR);
    private static final Digest ONE = Digest.sha256(new byte[32]);
    private static final String ZEROS = "A".repeat(43);

    @Test
    void theAgreementNamesBothSidesAndWhoCanOpenThePackage() {
        assertThat(text(SignedText.agreement(SIDES, ONE)))
                .isEqualTo("sillok/succession-agreement/1\n" + ID + "\n" + OWNER + "\n" + SUCCESSOR + "\n" + ZEROS);
    }

    @Test
    void theAcceptanceNamesBothArchives() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(text(SignedText.acceptance(SIDES, ONE, Digest.sha256(other))))
                .isEqualTo("sillok/succession-acceptance/1\n" + ID + "\n" + OWNER + "\n" + SUCCESSOR + "\n" + ZEROS
                        + "\nAQ" + "A".repeat(41));
    }

    @Test
    void neitherFitsTheOtherNorOtherSides() {
        SignedText.Sides turned = new SignedText.Sides(ID, SUCCESSOR, OWNER);
        assertThat(SignedText.agreement(SIDES, ONE)).isNotEqualTo(SignedText.agreement(turned, ONE));
        assertThat(text(SignedText.acceptance(SIDES, ONE, ONE)))
                .doesNotStartWith(text(SignedText.agreement(SIDES, ONE)));
    }

    @Test
    void onlySha256IsSigned() {
        assertThatThrownBy(() -> SignedText.agreement(SIDES, Digest.sha512(new byte[64])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.US_ASCII);
    }
}
