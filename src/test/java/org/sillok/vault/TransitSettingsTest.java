package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransitSettingsTest {
    private record Set(
            Optional<URI> url,
            Optional<String> mount,
            Optional<String> key,
            Optional<Path> tokenFile,
            Optional<String> namespace,
            Optional<Path> caCertificate,
            Optional<Duration> timeout)
            implements VaultConfig.Transit {}

    @Test
    void defaultsAreFilledIn() {
        TransitSettings settings = settings("https://vault.example.org:8200", null, "sillok", "token");
        assertThat(settings.mount()).isEqualTo("transit");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void plainHttpReachesThisMachineOnly() {
        for (String own : new String[] {"http://127.0.0.1:8100", "http://localhost:8100", "http://[::1]:8100"}) {
            assertThat(settings(own, null, "sillok", "token").url()).hasToString(own);
        }
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertRefused("transit.url is missing", null, null, "sillok", "token");
        assertRefused("transit.key is missing", "https://v", null, null, "token");
        assertRefused("transit.token-file is missing", "https://v", null, "sillok", null);
        assertRefused("transit.url is not", "vault.example.org", null, "sillok", "token");
        assertRefused("transit.url is not", "ftp://vault", null, "sillok", "token");
        assertRefused("transit.url is not", "http://vault.example.org:8200", null, "sillok", "token");
        assertRefused("transit.url is not", "http://127.0.0.1.example.org", null, "sillok", "token");
        assertRefused("transit.url has", "https://user:word@v", null, "sillok", "token");
        assertRefused("transit.url has", "https://v?a=b", null, "sillok", "token");
        assertRefused("transit.url has", "https://v#a", null, "sillok", "token");
        assertRefused("transit.key has", "https://v", null, "../sys", "token");
        assertRefused("transit.mount has", "https://v", "/transit/", "sillok", "token");
        assertThatThrownBy(() -> TransitSettings.of(Optional.empty())).isInstanceOf(KekUnavailableException.class);
    }

    private static void assertRefused(
            String words, @Nullable String url, @Nullable String mount, @Nullable String key, @Nullable String token) {
        assertThatThrownBy(() -> settings(url, mount, key, token))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining(words);
    }

    private static TransitSettings settings(
            @Nullable String url, @Nullable String mount, @Nullable String key, @Nullable String token) {
        return TransitSettings.of(Optional.of(new Set(
                Optional.ofNullable(url).map(URI::create),
                Optional.ofNullable(mount),
                Optional.ofNullable(key),
                Optional.ofNullable(token).map(Path::of),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    }
}
