package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import org.sillok.sharing.core.ExternalTime;
import org.sillok.time.TrustedTime;

/** The newest time that an authority has proven, with what decisions allow the service's clock. One query. */
@ApplicationScoped
class ProvenTime {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final TrustedTime trusted;
    private final Duration limit;

    ProvenTime(TrustedTime trusted, SharingConfig config) {
        this.trusted = trusted;
        this.limit = config.clockLimit();
        if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("sillok.sharing.clock-limit is not from PT0S to P1D: " + limit);
        }
    }

    @Transactional(TxType.MANDATORY)
    ExternalTime now() {
        return new ExternalTime(trusted.newestTime().orElse(null), limit);
    }
}
