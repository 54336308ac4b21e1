package org.sillok.feed.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org, 443, /, https://example.org/",
        "HTTPS://Example.ORG/Hook?Key=A/b, example.org, 443, /Hook?Key=A/b, https://example.org/Hook?Key=A/b",
        "https://example.org?k=1, example.org, 443, /?k=1, https://example.org/?k=1",
        "https://a-1.example.org:8443/x, a-1.example.org, 8443, /x, https://a-1.example.org:8443/x",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example, 443, /, https://xn--bcher-kva.example/",
        "http://127.0.0.1:9/x, 127.0.0.1, 9, /x, http://127.0.0.1:9/x",
        "https://[2001:DB8::1]/, [2001:db8::1], 443, /, https://[2001:db8::1]/",
        "https://localhost/, localhost, 443, /, https://localhost/"
    })
    void anAddressIsTakenApartInOneWay(String text, String host, int port, String target, String spelling) {
        WebhookUrl url = WebhookUrl.parse(text);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        // CsvSource leaves a query out that is empty.
        assertThat(url.target()).isEqualTo(target);
        assertThat(url.text()).isEqualTo(spelling);
        assertThat(WebhookUrl.parse(url.text())).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "https:/example.org/",
                "https:///x",
                "https://",
                "https://user@example.org/",
                "https://user:pass@example.org/",
                "https://example.org@127.0.0.1/",
                "https://example.org\\@127.0.0.1/",
                "https://example.org#@127.0.0.1/",
                "https://example.org/#x",
                "https://example.org./",
                "https://localhost./",
                "https://.example.org/",
                "https://example..org/",
                "https://-a.example.org/",
                "https://a_b.example.org/",
                "https://exam ple.org/",
                "https://example.org/a b",
                "https://example.org/\r\nX: y",
                "https://example.org/\u0000",
                "https://example.org/ü",
                "https://bücher.example/",
                "https://①②⑦.0.0.1/",
                "https://example.org:0/",
                "https://example.org:65536/",
                "https://example.org:0443/",
                "https://example.org:/",
                "https://example.org:443:443/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://127.0.0.256/",
                "https://1.2.3.4.5/",
                "https://example.0x1/",
                "https://example.1/",
                "https://0/",
                "https://[::1/",
                "https://::1/",
                "https://[::1]x/",
                "https://[fe80::1%25eth0]/",
                "https://[127.0.0.1]/",
                "https://[]/",
                "https://%6c%6fcalhost/",
                "https://example.org/<script>"
            })
    void whatTwoParsersMayReadDifferentlyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookUrl.parse(text));
    }

    @Test
    void lengthIsLimited() {
        String longest = "https://example.org/" + "a".repeat(WebhookUrl.MAX_LENGTH - 20);
        assertThat(WebhookUrl.parse(longest).text()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookUrl.parse(longest + "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookUrl.parse("https://" + "a.".repeat(127) + "example/"));
    }

    @Test
    void neitherAddressNorSecretIsSpeltOut() {
        WebhookUrl url = WebhookUrl.parse("https://example.org/secret");
        assertThat(url.toString()).doesNotContain("secret").doesNotContain("example");
    }
}
