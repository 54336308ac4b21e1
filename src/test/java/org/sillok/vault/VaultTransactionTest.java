package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectStore;

/** The vault and the store as the program wires them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class VaultTransactionTest {
    @Inject
    Vault vault;

    @Inject
    ObjectStore store;

    @Inject
    ObjectWriter writer;

    @Inject
    ObjectReader reader;

    @Test
    void keysAreStoredWithTheCallersTransactionOrNotAtAll() {
        SubjectKeys rolledBack = vault.generate(item());
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    vault.store(rolledBack);
                    assertThat(vault.keysOf(rolledBack.subject()).holds(KeyUse.CONTENT))
                            .isTrue();
                    throw new IllegalArgumentException("the deposit failed");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(vault.keysOf(rolledBack.subject()).holds(KeyUse.CONTENT)).isFalse();

        SubjectKeys committed = vault.generate(item());
        QuarkusTransaction.requiringNew().run(() -> vault.store(committed));
        assertThat(vault.keysOf(committed.subject()).holds(KeyUse.CONTENT)).isTrue();
    }

    @Test
    void fingerprintOutlivesTheTransactionItWasFirstAskedForIn() {
        byte[] data = {1};
        AtomicReference<byte[]> inside = new AtomicReference<>();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    inside.set(vault.fingerprint(data));
                    throw new IllegalArgumentException("the deposit failed");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(vault.fingerprint(data)).isEqualTo(inside.get());
        assertThat(vault.keysOf("repository").holds(KeyUse.ACCOUNTABILITY)).isTrue();
    }

    @Test
    void fileGoesInAndComesOut() throws IOException {
        SubjectKeys keys = vault.generate(item());
        ObjectKey key = vault.newObjectKey(keys, ObjectId.fresh(ObjectFixture.RANDOMNESS));
        byte[] plain = ObjectFixture.plain(2_000_000);
        StoredObject stored;
        try (Draft draft = store.draft(StoredObject.nameOf(key.object()))) {
            stored = writer.write(key, new ByteArrayInputStream(plain), draft);
            draft.publish();
        }
        QuarkusTransaction.requiringNew().run(() -> {
            vault.store(keys);
            vault.store(key);
        });
        ObjectKey again = vault.objectKey(vault.keysOf(keys.subject()), key.object());
        try (InputStream read = reader.read(again, stored.length(), stored.sha256())) {
            assertThat(read.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void healthTellsOfTheKey() {
        RestAssured.given()
                .get("/q/health/ready")
                .then()
                .body("checks.name", Matchers.hasItem("key-encryption key"))
                .body("checks.find { it.name == 'key-encryption key' }.status", Matchers.is("UP"));
    }

    private static String item() {
        return ItemId.fresh(ObjectFixture.RANDOMNESS).value();
    }
}
