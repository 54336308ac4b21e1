package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.StreamId;

class HeadTest {
    private static final byte[] SALT = CustodyFixtures.pseudoRandom("head", Head.SALT_LENGTH);

    private static Head aHead() {
        return Head.of(
                CustodyFixtures.aStream(), SALT, CustodyFixtures.aDeposit().statement(), 13);
    }

    @Test
    void whatIsWrittenReadsBack() throws CustodyFormatException {
        Head read = Head.parse(aHead().bytes().toArray());
        assertThat(read).isEqualTo(aHead()).hasSameHashCodeAs(aHead());
        assertThat(read.seq()).isZero();
        assertThat(read.size()).isEqualTo(13);
        assertThat(read.last()).isEqualTo(CustodyFixtures.aDeposit().statement().digest());
        assertThat(read.origin()).isEqualTo(CustodyFixtures.ORIGIN);
    }

    @Test
    void aHeadCommitsToItsStreamAndDoesNotNameIt() {
        StreamId other = StreamId.fresh(CustodyFixtures.randomness("other"));
        assertThat(aHead().isOf(CustodyFixtures.aStream())).isTrue();
        assertThat(aHead().isOf(other)).isFalse();
        assertThat(new String(aHead().bytes().toArray(), UTF_8))
                .doesNotContain(CustodyFixtures.aStream().value());
    }

    @Test
    void everyChangedByteIsRefusedOrAnotherHead() {
        byte[] bytes = aHead().bytes().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            try {
                assertThat(Head.parse(changed).bytes()).isEqualTo(Bytes.of(changed));
            } catch (CustodyFormatException documented) {
                assertThat(documented).hasMessageContaining("head");
            }
        }
    }

    @Test
    void refusesOtherSpellings() {
        String text = new String(aHead().bytes().toArray(), UTF_8);
        for (String bad : new String[] {
            text + " ",
            text.replace("head/1", "head/2"),
            text.replace("\"size\":13", "\"size\":0"),
            text.replace("\"size\":13", "\"size\":13,\"x\":1"),
            text.replace("\"size\":13", "\"size\":9007199254740992"),
            text.replace("\"seq\":0", "\"seq\":13"),
            text.replace("\"seq\":0", "\"seq\":-1"),
            text.replaceFirst("\"salt\":\"..", "\"salt\":\""),
            text.replace(CustodyFixtures.ORIGIN, "a b"),
            "{}"
        }) {
            assertThat(bad).isNotEqualTo(text);
            assertThatThrownBy(() -> Head.parse(bad.getBytes(UTF_8))).isInstanceOf(CustodyFormatException.class);
        }
        assertThatThrownBy(() -> Head.of(
                        CustodyFixtures.aStream(),
                        new byte[8],
                        CustodyFixtures.aDeposit().statement(),
                        1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeadIsSigned() throws SignatureInvalidException {
        P256PrivateKey key = CustodyFixtures.aStatementKey();
        SignedHead signed = SignedHead.sign(aHead(), key);
        signed.verify(key.publicKey());
        Head other = Head.of(
                CustodyFixtures.aStream(), SALT, CustodyFixtures.aDeposit().statement(), 14);
        assertThatThrownBy(() -> new SignedHead(other, signed.signature()).verify(key.publicKey()))
                .isInstanceOf(SignatureInvalidException.class);
    }
}
