package org.sillok.recall;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Settings that cannot be used stop the service when it starts. */
@ApplicationScoped
class RecallSettingsCheck {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    void onStart(@Observes StartupEvent start, RecallConfig config) {
        check(config);
    }

    /** Throws {@link RecallSettingException} for the first that cannot be used. */
    static void check(RecallConfig config) {
        if (config.listEvery().compareTo(SHORTEST) < 0) {
            throw new RecallSettingException("list-every", config.listEvery(), "a minute or more");
        }
        if (config.listHolds().compareTo(config.listEvery()) <= 0) {
            throw new RecallSettingException(
                    "list-holds", config.listHolds(), "longer than sillok.recall.list-every, " + config.listEvery());
        }
        if (config.repeatOverdue().compareTo(SHORTEST) < 0) {
            throw new RecallSettingException("repeat-overdue", config.repeatOverdue(), "a minute or more");
        }
    }
}
