package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;

class DisclosureTest {
    private static final byte[] SALT = new byte[Disclosure.SALT_LENGTH];
    private static final String SALT_TEXT = "AAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void theTextIsBase64urlOfSaltNameAndValueAndTheDigestIsOfThatText() {
        Disclosure disclosure = Disclosure.of(SALT, Fact.ofFile(Field.FILE_NAME, 2, "진술서.pdf"));
        String json = "[\"" + SALT_TEXT + "\",\"fileName/2\",\"진술서.pdf\"]";
        assertThat(disclosure.text()).isEqualTo(Base64Url.encode(json.getBytes(UTF_8)));
        assertThat(disclosure.digest()).isEqualTo(Sha2.sha256(Bytes.utf8(disclosure.text())));
        assertThat(disclosure).hasToString("Disclosure[fileName/2]");
    }

    @Test
    void whatIsWrittenReadsBack() throws CustodyFormatException {
        for (Disclosure disclosure : CustodyFixtures.aDeposit().disclosures()) {
            assertThat(Disclosure.parse(disclosure.text())).isEqualTo(disclosure);
            assertThat(Disclosure.parse(disclosure.text()).fact()).isEqualTo(disclosure.fact());
            assertThat(Disclosure.parse(disclosure.text()).digest()).isEqualTo(disclosure.digest());
        }
    }

    @Test
    void anotherSaltIsAnotherDigest() {
        Fact fact = Fact.type(EventType.DEPOSITED);
        byte[] other = SALT.clone();
        other[15] = 1;
        assertThat(Disclosure.of(SALT, fact).digest())
                .isNotEqualTo(Disclosure.of(other, fact).digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "[\"SALT\",\"type\"]",
                "[\"SALT\",\"type\",\"DEPOSITED\",1]",
                "[\"SALT\",\"type\",\"UNKNOWN_EVENT\"]",
                "[\"SALT\",\"unknown\",1]",
                "[\"SALT\",1,1]",
                "[1,\"type\",\"DEPOSITED\"]",
                "[\"AAAA\",\"type\",\"DEPOSITED\"]",
                "[\"SALTAA\",\"type\",\"DEPOSITED\"]",
                "[\"AAAAAAAAAAAAAAAAAAAAAB\",\"type\",\"DEPOSITED\"]",
                "[\"SALT\", \"type\",\"DEPOSITED\"]",
                "[\"SALT\",\"type\",\"\\u0044EPOSITED\"]",
                "[\"SALT\",\"type\",\"DEPOSITED\"]\n",
                "[\"SALT\",\"details\",{\"a\":1,\"a\":1}]",
                "[\"SALT\",\"fileName/1\",\"a\\/b\"]"
            })
    void refusesOtherSpellings(String json) {
        String text = Base64Url.encode(json.replace("SALT", SALT_TEXT).getBytes(UTF_8));
        assertThatThrownBy(() -> Disclosure.parse(text)).isInstanceOf(CustodyFormatException.class);
    }

    @Test
    void refusesOtherBase64() {
        String text = Disclosure.of(SALT, Fact.type(EventType.DEPOSITED)).text();
        for (String bad :
                new String[] {text + "=", text + "\n", " " + text, text.substring(1), "!" + text, text + "한"}) {
            assertThatThrownBy(() -> Disclosure.parse(bad)).isInstanceOf(CustodyFormatException.class);
        }
    }

    @Test
    void saltsHaveSixteenBytes() {
        assertThatThrownBy(() -> Disclosure.of(new byte[15], Fact.type(EventType.DEPOSITED)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
