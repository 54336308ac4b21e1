package org.sillok.time;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program that stamps every second, with two authorities that live as long as the tests. */
public final class StampingProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        AuthorityServer alpha = new AuthorityServer("Alpha", "EC");
        AuthorityServer beta = new AuthorityServer("Beta", "RSA");
        try {
            Path roots = Files.createTempFile(Path.of("target"), "roots", ".pem");
            Files.writeString(
                    roots, alpha.authority().rootPem() + beta.authority().rootPem());
            return Map.of(
                    "sillok.time.authorities.alpha", alpha.address(),
                    "sillok.time.authorities.beta", beta.address(),
                    "sillok.time.roots", roots.toString(),
                    "sillok.time.allow-private-addresses", "true",
                    "sillok.time.every", "PT1S",
                    "sillok.time.timeout", "PT3S",
                    "sillok.time.retry.first", "PT0.2S",
                    "sillok.time.retry.longest", "PT1S");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
