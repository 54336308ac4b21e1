package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.time.core.StampProblem;

class PublicHostsTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "2130706433",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.7.7",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::1]",
                "[64:ff9b::10.0.0.1]",
                "[64:ff9b:1::8.8.8.8]"
            })
    void anAddressThatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> PublicHosts.check(host, WAIT))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        e -> assertThat(e.problem()).isEqualTo(StampProblem.PRIVATE_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "192.1.0.1",
                "223.255.255.254",
                "2606:4700::1111",
                "2a00:1450::5",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void aPublicAddressIsNotRefused(String host) throws Exception {
        assertThat(PublicHosts.isPublic(InetAddress.getByName(host))).isTrue();
    }

    @Test
    void aNameThatDoesNotExistIsUnreachable() {
        assertThatThrownBy(() -> PublicHosts.check("nowhere.invalid", WAIT))
                .isInstanceOfSatisfying(
                        UnansweredException.class, e -> assertThat(e.problem()).isEqualTo(StampProblem.UNREACHABLE));
    }
}
