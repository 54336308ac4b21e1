package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.json.JsonString;
import org.sillok.json.StrictJson;

class FactTest {
    private static final String ID = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static DisclosureName name(Field field) {
        return new DisclosureName(field, field.perFile() ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "STREAM | \"str_ID\" | \"itm_ID\"",
                "STREAM | \"str_ID\" | 1",
                "TYPE | \"DEPOSITED\" | \"deposited\"",
                "TYPE | \"CONSENT_GIVEN\" | \"GIVEN\"",
                "TIME | \"2026-11-21T09:30:00.125Z\" | \"2026-11-21T09:30:00Z\"",
                "TIME | \"2024-02-29T00:00:00.000Z\" | \"2023-02-29T00:00:00.000Z\"",
                "TIME | \"2026-11-21T09:30:59.125Z\" | \"2026-11-21T09:30:60.125Z\"",
                "ACTOR | \"usr_ID\" | \"pty_ID\"",
                "ACTOR | \"SERVICE\" | \"service\"",
                "PARTY | \"pty_ID\" | \"\"",
                "ON_BEHALF_OF | \"pty_ID\" | \"usr_ID\"",
                "SIGNED_BY | \"SERVICE\" | \"PARTY_KEY\"",
                "ITEM | \"itm_ID\" | [\"itm_ID\"]",
                "VERSION | 1 | 0",
                "VERSION | 9007199254740991 | 9007199254740992",
                "VERSION | 2 | 2.0",
                "PARENTS | [] | {}",
                "PARENTS | [{\"item\":\"itm_ID\",\"version\":1}] | [{\"item\":\"itm_ID\"}]",
                "PARENTS | [{\"item\":\"itm_ID\",\"version\":3}] | [{\"version\":1,\"item\":\"itm_ID\"}]",
                "PARENTS | [{\"item\":\"itm_ID\",\"version\":3}] | [{\"item\":\"itm_ID\",\"version\":0}]",
                "PARENTS | [] | [1]",
                "ACTIVITY | \"TRANSLATION\" | \"translation\"",
                "OBJECT | \"obj_ID\" | null",
                "LENGTH | 0 | -1",
                "LENGTH | 5000000000 | \"5000000000\"",
                "MEDIA_TYPE | \"text/plain\" | \"\"",
                "FILE_NAME | \"진술서 % 😀.txt\" | true",
                "SOURCE | \"src_ID\" | \"src_\"",
                "CONSENT | \"cns_ID\" | \"c_ID\"",
                "AGREEMENT | \"agr_ID\" | \"AGR_ID\"",
                "REQUEST | \"req_ID\" | \"req\"",
                "BUNDLE | \"bnd_ID\" | \"\"",
                "BASIS | \"law\" | 1",
                "OUTCOME | \"DENIED\" | \"no such item\"",
                "PURPOSE | \"CRIMINAL_INVESTIGATION\" | null",
                "RECIPIENT | \"pty_ID\" | \"usr_ID\"",
                "REASON | \"이유\" | \"\""
            })
    void everyFieldHasItsForm(Field field, String good, String bad) {
        assertThatCode(() -> new Fact(
                        name(field), StrictJson.parse(good.replace("ID", ID).getBytes(UTF_8))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Fact(
                        name(field), StrictJson.parse(bad.replace("ID", ID).getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field.text());
    }

    @Test
    void digestsOfFilesAreLowerCaseHexadecimal() {
        String hex = "0123456789abcdef".repeat(4);
        assertThatCode(() -> Fact.ofFile(Field.SHA256, 1, hex)).doesNotThrowAnyException();
        assertThatCode(() -> Fact.ofFile(Field.SHA512, 1, hex + hex)).doesNotThrowAnyException();
        for (String bad :
                new String[] {"", hex.toUpperCase(java.util.Locale.ROOT), hex + "0", hex + "\n", hex.replace('0', 'g')
                }) {
            assertThatThrownBy(() -> Fact.ofFile(Field.SHA256, 1, bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Fact.ofFile(Field.SHA512, 1, hex)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherDigestsAreCanonicalBase64url() {
        String good = "A".repeat(43);
        assertThatCode(() -> Fact.of(Field.METADATA, good)).doesNotThrowAnyException();
        for (String bad :
                new String[] {"A".repeat(42), "A".repeat(44), "A".repeat(42) + "B", good + "=", "+" + good.substring(1)
                }) {
            assertThatThrownBy(() -> Fact.of(Field.METADATA, bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void textsHaveALimit() {
        assertThatCode(() -> Fact.of(Field.REASON, "x".repeat(10_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Fact.of(Field.REASON, "x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesAreCutToMilliseconds() {
        assertThat(Fact.time(Instant.parse("2026-11-21T09:30:00.125999Z")).value())
                .isEqualTo(new JsonString("2026-11-21T09:30:00.125Z"));
    }

    @Test
    void aFactPrintsItsNameOnly() {
        assertThat(Fact.of(Field.REASON, "secret")).hasToString("Fact[reason]");
        assertThatThrownBy(() -> Fact.of(Field.TIME, "secret")).hasMessageNotContaining("secret");
    }

    @Test
    void eventTypesCoverEveryKindOfStream() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(StreamKind.values());
    }
}
