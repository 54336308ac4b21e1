package org.sillok.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Stamping on demand by authorities of a test, for tests of other rooms. */
public final class TestStamping {
    private TestStamping() {}

    /** Asks these; their roots are written into {@code folder}. */
    public static StampingOnDemand by(Path folder, Map<String, AuthorityServer> servers) throws IOException {
        Path roots = folder.resolve("roots.pem");
        StringBuilder pem = new StringBuilder();
        Map<String, String> addresses = new HashMap<>();
        servers.forEach((name, server) -> {
            pem.append(server.authority().rootPem());
            addresses.put(name, server.address());
        });
        Files.writeString(roots, pem);
        TimeSettings settings = TimeSettings.of(addresses, roots);
        Authorities authorities = new Authorities(settings);
        AuthorityClient client = new AuthorityClient(settings);
        return new StampingOnDemand(
                authorities, client, new RevocationLists(authorities, client, settings), settings, length -> {
                    byte[] bytes = new byte[length];
                    new SecureRandom().nextBytes(bytes);
                    return bytes;
                });
    }
}
