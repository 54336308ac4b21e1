package org.sillok.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a transit engine is, complete and of a form that can be put into addresses and identifiers. */
record TransitSettings(
        URI url,
        String mount,
        String key,
        Path tokenFile,
        Optional<String> namespace,
        Optional<Path> caCertificate,
        Duration timeout) {
    static final String NAME = "sillok.vault.transit.";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern MOUNT = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

    /** @throws KekUnavailableException that names the setting which is missing or wrong */
    static TransitSettings of(Optional<VaultConfig.Transit> config) {
        URI url = required("url", config.flatMap(VaultConfig.Transit::url));
        String mount = config.flatMap(VaultConfig.Transit::mount).orElse("transit");
        String key = required("key", config.flatMap(VaultConfig.Transit::key));
        Duration timeout = config.flatMap(VaultConfig.Transit::timeout).orElse(TIMEOUT);
        if (!isPrivate(url)) {
            throw wrong(
                    "url", "is not an address such as https://vault.example.org:8200; http is for this machine only");
        } else if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong("url", "has a user, a query or a fragment, which are of no use there");
        } else if (!KEY.matcher(key).matches()) {
            throw wrong("key", "has letters, digits, _ and - only");
        } else if (!MOUNT.matcher(mount).matches()) {
            throw wrong("mount", "has letters, digits, _, - and / only");
        } else if (timeout.isNegative() || timeout.isZero()) {
            throw wrong("timeout", "is longer than nothing");
        }
        return new TransitSettings(
                url,
                mount,
                key,
                required("token-file", config.flatMap(VaultConfig.Transit::tokenFile)),
                config.flatMap(VaultConfig.Transit::namespace),
                config.flatMap(VaultConfig.Transit::caCertificate),
                timeout);
    }

    /** Whether nobody on the way sees the token and the keys. */
    private static boolean isPrivate(URI url) {
        String host = url.getHost();
        return host != null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme())
                                && LOOPBACK.matcher(host).matches()));
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> wrong(name, "is missing"));
    }

    private static KekUnavailableException wrong(String name, String how) {
        return new KekUnavailableException(
                KeyTrouble.NOT_CONFIGURED, "The setting " + NAME + name + " " + how + ".", null);
    }
}
