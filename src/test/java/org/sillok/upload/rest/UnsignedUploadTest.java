package org.sillok.upload.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sillok.custody.TokenDrawer;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;
import org.sillok.upload.TusClient.Answer;

/** Uploads while the token that signs answers is away. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class UnsignedUploadTest {
    @Inject
    TestParties parties;

    @Inject
    TokenDrawer token;

    @TestHTTPResource("/")
    URI service;

    @AfterEach
    void theTokenIsBack() {
        token.putBack();
    }

    @Test
    void whatArrivesWithoutASignatureIsKeptAndTheProblemSaysSo() throws IOException {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        TusClient tus = new TusClient(service, actor);
        String path = tus.create("Upload-Length", "1000").path();
        token.takeAway();
        Answer refused = tus.patch(path, 0, new byte[600]);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("signing-unavailable");
        assertThat(refused.body())
                .contains("bytes of it that had arrived are kept")
                .doesNotContain("othing was stored");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        Answer beginning = tus.create("Upload-Length", "7");
        assertThat(beginning.problem()).isEqualTo("signing-unavailable");
        token.putBack();
        assertThat(tus.head(path).offset()).isEqualTo(600);
        assertThat(tus.patch(path, 600, new byte[400]).status()).isEqualTo(204);
        assertThat(tus.send("GET", "/api/v1/uploads", new byte[0]).body())
                .as("the upload that had begun")
                .contains("\"length\":7");
    }
}
