package org.sillok.identity.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Randomness;

class ApiTokenTextTest {
    private static final Randomness RANDOM = length -> {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    };

    @Test
    void whatWasMadeIsReadBack() {
        for (int i = 0; i < 200; i++) {
            ApiTokenText made = ApiTokenText.fresh(RANDOM);
            ApiTokenText read = ApiTokenText.parse(made.text()).orElseThrow();
            assertThat(read.id()).isEqualTo(made.id());
            assertThat(read.isThatOf(made.digest().toArray())).isTrue();
            assertThat(made.text()).startsWith("sillok_" + made.id() + "_").hasSize(7 + 30 + 1 + 43);
        }
    }

    @Test
    void neitherTheTextFormNorTheDigestShowsTheSecret() {
        ApiTokenText made = ApiTokenText.fresh(RANDOM);
        assertThat(made.toString()).doesNotContain(made.text().substring(38));
        assertThat(made.digest().toArray()).hasSize(32);
    }

    @Test
    void everyChangeOfACharacterMakesItAnother() {
        ApiTokenText made = ApiTokenText.fresh(RANDOM);
        for (int i = 0; i < made.text().length(); i++) {
            char other = made.text().charAt(i) == 'a' ? 'b' : 'a';
            String changed = made.text().substring(0, i) + other + made.text().substring(i + 1);
            assertThat(ApiTokenText.parse(changed)
                            .map(text -> text.isThatOf(made.digest().toArray()))
                            .orElse(false))
                    .as("character %d", i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sillok_",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa_",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa_short",
                "sillok_usr_aaaaaaaaaaaaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
                "Sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"
            })
    void whatHasAnotherFormIsNone(String text) {
        assertThat(ApiTokenText.parse(text)).isEmpty();
    }
}
