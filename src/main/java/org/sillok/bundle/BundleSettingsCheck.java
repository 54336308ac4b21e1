package org.sillok.bundle;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.sillok.crypto.RecipientEncryption;

/** Settings that cannot be used stop the service when it starts, and not a sealing later. */
@ApplicationScoped
class BundleSettingsCheck {
    private static final long SMALLEST = 64 * 1024;

    void onStart(@Observes StartupEvent start, BundleConfig config) {
        check(config);
    }

    /** Throws {@link BundleSettingException} for the first that cannot be used. */
    static void check(BundleConfig config) {
        if (config.keepFor().isNegative() || config.keepFor().isZero()) {
            throw new BundleSettingException("keep-for", config.keepFor(), "more than nothing");
        }
        if (config.partLength() < SMALLEST || config.partLength() > RecipientEncryption.MAX_BYTES) {
            throw new BundleSettingException(
                    "part-length",
                    config.partLength(),
                    "from " + SMALLEST + " to " + RecipientEncryption.MAX_BYTES + " bytes");
        }
    }
}
