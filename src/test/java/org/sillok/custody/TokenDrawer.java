package org.sillok.custody;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.crypto.Signer;
import org.sillok.vault.AbsentToken;
import org.sillok.vault.SigningKeys;

/** Takes the token with the statement key away, until it is put back or the test ends. */
@ApplicationScoped
public class TokenDrawer {
    private final CustodyConfig config;
    private final SigningKeys files;

    TokenDrawer(CustodyConfig config, SigningKeys files) {
        this.config = config;
        this.files = files;
    }

    public void takeAway() {
        QuarkusMock.installMockForType(
                new StatementKey(config, files) {
                    @Override
                    public Signer signer() {
                        return new AbsentToken(publicKey());
                    }
                },
                StatementKey.class);
    }

    public void putBack() {
        QuarkusMock.installMockForType(new StatementKey(config, files), StatementKey.class);
    }
}
