package org.sillok.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sillok.kernel.Randomness;

/** The program's two sources of nondeterminism, and the folder it keeps things in. Tests replace them with alternatives. */
@ApplicationScoped
public class PlatformBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Randomness randomness() {
        return secureRandomness();
    }

    static Randomness secureRandomness() {
        SecureRandom random = new SecureRandom();
        return length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    @Produces
    @Singleton
    DataDirectory dataDirectory(@ConfigProperty(name = "sillok.data-dir") String folder) {
        return new DataDirectory(Path.of(folder)).prepare();
    }
}
