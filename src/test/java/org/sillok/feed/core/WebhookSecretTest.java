package org.sillok.feed.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Bytes;

class WebhookSecretTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.000Z");

    private final WebhookSecret one = new WebhookSecret(Bytes.of(new byte[32]));
    private final WebhookSecret other = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private final WebhookUrl url = WebhookUrl.parse("https://example.org/hook");

    /** The vector that the libraries of Standard Webhooks are tested with. */
    @Test
    void theSignatureIsThatOfTheSpecification() {
        assertThat(other.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, Bytes.utf8("{\"test\": 2432232314}")))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretIsReadAsItIsWritten() {
        assertThat(WebhookSecret.parse(one.text())).isEqualTo(one);
        assertThat(one.text()).startsWith("whsec_");
        assertThat(one.toString()).doesNotContain("AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!"})
    void whatIsNoSecretIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookSecret.parse(text));
    }

    @Test
    void aReplacedSecretSignsAlongUntilItsTimeIsOver() {
        WebhookSeal rotated = WebhookSeal.of(url, one).rotated(other, NOW.plus(Duration.ofHours(1)));
        Bytes body = Bytes.utf8("{}");
        assertThat(rotated.signatures("evt", NOW, body))
                .isEqualTo(other.sign("evt", NOW.getEpochSecond(), body) + " "
                        + one.sign("evt", NOW.getEpochSecond(), body));
        Instant later = NOW.plus(Duration.ofHours(1));
        assertThat(rotated.signatures("evt", later, body)).isEqualTo(other.sign("evt", later.getEpochSecond(), body));
        assertThat(WebhookSeal.ofBytes(rotated.toBytes())).isEqualTo(rotated);
        assertThat(WebhookSeal.ofBytes(WebhookSeal.of(url, one).toBytes())).isEqualTo(WebhookSeal.of(url, one));
        assertThat(rotated.toString()).doesNotContain("example");
    }

    @Test
    void aMessageHasTypeTimeAndIdsAndNothingElse() {
        Bytes body = Message.body(new Told("evt_a", "REQUEST_SUBMITTED", "req_b", NOW));
        assertThat(body)
                .isEqualTo(Bytes.utf8("{\"type\":\"REQUEST_SUBMITTED\",\"timestamp\":\"2026-03-01T10:00:00.000Z\","
                        + "\"data\":{\"id\":\"evt_a\",\"subject\":\"req_b\"}}"));
    }
}
