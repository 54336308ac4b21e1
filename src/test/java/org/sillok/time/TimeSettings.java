package org.sillok.time;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The settings of trusted time for tests. */
record TimeSettings(
        Map<String, String> authorities,
        Optional<Path> roots,
        Optional<String> policy,
        Duration every,
        Duration timeout,
        int maxResponse,
        int maxRevocationList,
        boolean allowPrivateAddresses,
        Retry retry)
        implements TimeConfig {
    record Waits(Duration first, Duration longest) implements Retry {}

    static TimeSettings of(Map<String, String> authorities, Path roots) {
        return new TimeSettings(
                authorities,
                Optional.of(roots),
                Optional.empty(),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                65536,
                1 << 20,
                true,
                new Waits(Duration.ofSeconds(10), Duration.ofMinutes(10)));
    }

    TimeSettings stampedEvery(Duration other) {
        return new TimeSettings(
                authorities,
                roots,
                policy,
                other,
                timeout,
                maxResponse,
                maxRevocationList,
                allowPrivateAddresses,
                retry);
    }

    TimeSettings answeredWithin(Duration other) {
        return new TimeSettings(
                authorities, roots, policy, every, other, maxResponse, maxRevocationList, allowPrivateAddresses, retry);
    }

    TimeSettings retriedAfter(Duration first, Duration longest) {
        return new TimeSettings(
                authorities,
                roots,
                policy,
                every,
                timeout,
                maxResponse,
                maxRevocationList,
                allowPrivateAddresses,
                new Waits(first, longest));
    }

    TimeSettings withListsOf(int bytes) {
        return new TimeSettings(
                authorities, roots, policy, every, timeout, maxResponse, bytes, allowPrivateAddresses, retry);
    }

    TimeSettings withPublicListsOnly() {
        return new TimeSettings(
                authorities, roots, policy, every, timeout, maxResponse, maxRevocationList, false, retry);
    }

    @Override
    public boolean work() {
        return true;
    }
}
