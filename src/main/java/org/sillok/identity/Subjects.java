package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.sillok.vault.Vault;

/** Keyed digests of an external issuer's subjects: without the repository's secret nobody can tell whose they are. */
@ApplicationScoped
class Subjects {
    private final Vault vault;

    Subjects(Vault vault) {
        this.vault = vault;
    }

    /** Of a subject as it acts for one organisation. Two organisations' digests of one subject have nothing in common. */
    byte[] subject(TokenClaims claims, String party) {
        return digest("external user\n" + claims.issuer() + "\n" + party + "\n" + claims.subject());
    }

    /** Of a subject whatever it acts for. */
    byte[] person(TokenClaims claims) {
        return digest("external person\n" + claims.issuer() + "\n" + claims.subject());
    }

    private byte[] digest(String text) {
        return vault.fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }
}
