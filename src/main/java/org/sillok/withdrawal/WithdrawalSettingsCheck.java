package org.sillok.withdrawal;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Settings that cannot be used stop the service when it starts, and not a withdrawal later. */
@ApplicationScoped
class WithdrawalSettingsCheck {
    void onStart(@Observes StartupEvent start, WithdrawalConfig config) {
        check(config);
    }

    /** Throws {@link WithdrawalSettingException} for the first that cannot be used. */
    static void check(WithdrawalConfig config) {
        if (config.respondWithin().compareTo(Withdrawals.SHORTEST) < 0) {
            throw new WithdrawalSettingException("respond-within", config.respondWithin(), "at least a second");
        }
        if (config.longest().compareTo(config.respondWithin()) < 0) {
            throw new WithdrawalSettingException("longest", config.longest(), "at least as long as respond-within");
        }
    }
}
