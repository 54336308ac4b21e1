package org.sillok.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.net.AddressBlock;

class DestinationsTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Destinations strict = new Destinations(List.of(), Set.of(443), false);
    private final Destinations inner = new Destinations(
            List.of(AddressBlock.parse("10.20.0.0/16"), AddressBlock.parse("fd00::/8")), Set.of(443), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::ffff:169.254.169.254]",
                "[::127.0.0.1]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void anAddressThatIsNotPublicIsRefusedBeforeAndWhenSomethingIsSent(String host) throws Exception {
        WebhookUrl url = WebhookUrl.parse("https://" + host + "/");
        assertThat(strict.objection(url)).as(host).isPresent();
        assertThat(strict.resolve(url, WAIT)).as(host).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "nowhere.invalid"})
    void aNameThatLeadsNowhereOrHomeIsRefusedWhenSomethingIsSent(String host) throws Exception {
        WebhookUrl url = WebhookUrl.parse("https://" + host + "/");
        assertThat(strict.objection(url)).isEmpty();
        assertThat(strict.resolve(url, WAIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "[2606:4700::1111]", "[64:ff9b::808:808]"})
    void aPublicAddressIsTaken(String host) throws Exception {
        WebhookUrl url = WebhookUrl.parse("https://" + host + "/");
        assertThat(strict.objection(url)).isEmpty();
        assertThat(strict.resolve(url, WAIT)).isPresent();
    }

    @Test
    void innerAddressesAreTakenWhereTheOperatorNamedTheirBlock() throws Exception {
        assertThat(inner.resolve(WebhookUrl.parse("https://10.20.3.4/"), WAIT)).isPresent();
        assertThat(inner.resolve(WebhookUrl.parse("https://[fd12::1]/"), WAIT)).isPresent();
        assertThat(inner.resolve(WebhookUrl.parse("https://10.21.0.1/"), WAIT)).isEmpty();
        assertThat(inner.resolve(WebhookUrl.parse("https://127.0.0.1/"), WAIT)).isEmpty();
        assertThat(inner.resolve(WebhookUrl.parse("https://[::ffff:10.20.3.4]/"), WAIT))
                .as("the same IPv4 address")
                .isPresent();
    }

    @Test
    void portsAndPlainHttpAreTheOperatorsChoice() {
        assertThat(strict.objection(WebhookUrl.parse("https://example.org:8443/")))
                .isPresent();
        assertThat(strict.objection(WebhookUrl.parse("http://example.org/"))).isPresent();
        assertThat(strict.objection(WebhookUrl.parse("https://example.org:443/")))
                .isEmpty();
        assertThat(new Destinations(List.of(), Set.of(80), true).objection(WebhookUrl.parse("http://example.org/")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "localhost/8", "::/129", "10.0.0.0/-1", "a.b/8", "1/8"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
    }
}
