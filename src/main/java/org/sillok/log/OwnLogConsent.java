package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;

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
