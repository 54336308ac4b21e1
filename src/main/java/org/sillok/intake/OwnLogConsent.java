package org.sillok.intake;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.log.TransparencyLog;

/** The consent of this process' log. */
@ApplicationScoped
class OwnLogConsent implements LogConsent {
    private final TransparencyLog log;

    OwnLogConsent(TransparencyLog log) {
        this.log = log;
    }

    @Override
    public boolean isGiven() {
        return log.mayRelease();
    }
}
