package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.SourceId;
import org.sillok.platform.TestPostgres;
import org.sillok.vault.db.IdentityKeyRows;

/** Moving keys of identities, on a real database as the application role; without a container, so each call is a transaction. */
class IdentityRewrappingTest {
    private static final SourceId FIRST = new SourceId("src_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final SourceId SECOND = new SourceId("src_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final byte[] PLAIN = "가상의 인물".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TestPostgres.Database database;
    private Path file;
    private IdentityVault vault;
    private IdentityRewrapping keys;

    @BeforeEach
    void open() {
        database = TestPostgres.freshDatabase(true);
        file = directory.resolve("identity-kek");
        vault = RestoredIdentities.over(database.appDataSource(), file);
        keys = RestoredIdentities.rewrapping(vault, database.appDataSource());
    }

    @Test
    void everyKeyMovesAndOpensBeforeAndAfter() {
        SealedIdentity first = stored(FIRST, 1);
        SealedIdentity second = stored(FIRST, 2);
        SealedIdentity third = stored(SECOND, 1);
        String old = keys.current();
        String target = keys.makeKey();
        assertThat(target).isNotEqualTo(old).isEqualTo(keys.current());
        assertThat(keys.status()).hasSize(2).allMatch(key -> key.trouble() == null);
        assertOpens(FIRST, 1, first);
        Rewrapping.Portion portion = keys.next(old, target, Rewrapping.Place.START);
        assertThat(portion.done()).isEqualTo(3);
        assertThat(portion.broken()).isZero();
        assertThat(keys.next(old, target, portion.last()).isEmpty()).isTrue();
        assertThat(keys.next(old, target, Rewrapping.Place.START).isEmpty()).isTrue();
        assertThat(keys.status()).filteredOn(KekStatus::current).allMatch(key -> key.wraps() == 3);
        assertOpens(FIRST, 1, first);
        assertOpens(FIRST, 2, second);
        assertOpens(SECOND, 1, third);
        keys.verify();
    }

    @Test
    void aKeyThatWasAlteredStaysAndIsCounted() throws SQLException {
        stored(FIRST, 1);
        SealedIdentity good = stored(SECOND, 1);
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update vault.identity_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
                    + " where source = '" + FIRST + "'");
        }
        String old = keys.current();
        Rewrapping.Portion portion = keys.next(old, keys.makeKey(), Rewrapping.Place.START);
        assertThat(portion.done()).isEqualTo(1);
        assertThat(portion.broken()).isEqualTo(1);
        assertThat(keys.status()).filteredOn(key -> key.kek().equals(old)).allMatch(key -> key.wraps() == 1);
        assertOpens(SECOND, 1, good);
    }

    @Test
    void withoutItsFileNothingMovesAndNoKeyIsMade() throws Exception {
        SealedIdentity sealed = stored(FIRST, 1);
        String old = keys.current();
        String target = keys.makeKey();
        byte[] kept = Files.readAllBytes(file);
        Files.delete(file);
        assertThatThrownBy(keys::verify)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.MISSING));
        assertThatThrownBy(keys::makeKey).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(() -> keys.next(old, target, Rewrapping.Place.START))
                .isInstanceOf(KekUnavailableException.class);
        assertThat(file).doesNotExist();
        assertThat(keys.status()).noneMatch(KekStatus::current).allMatch(key -> key.trouble() == KeyTrouble.MISSING);
        assertThat(keys.status())
                .filteredOn(key -> key.wraps() > 0)
                .allMatch(key -> key.kek().equals(old));
        new PrivateFile(file).create(kept);
        keys.verify();
        assertThat(keys.next(old, target, Rewrapping.Place.START).done()).isEqualTo(1);
        assertOpens(FIRST, 1, sealed);
    }

    @Test
    void whileNoIdentityWasEverRecordedNothingIsMissing() {
        keys.verify();
        assertThat(keys.status()).isEmpty();
        assertThat(file).doesNotExist();
    }

    private SealedIdentity stored(SourceId source, int version) {
        SealedIdentity sealed = vault.seal(source, version, PLAIN);
        assertThat(vault.store(source, version, sealed.key())).isTrue();
        return sealed;
    }

    /** With the key as it is stored now. */
    private void assertOpens(SourceId source, int version, SealedIdentity sealed) {
        SealedIdentity now = new SealedIdentity(vault.keyOf(source, version).orElseThrow(), sealed.bytes());
        assertThat(vault.open(source, version, now)).isEqualTo(PLAIN);
        assertThat(new IdentityKeyRows(database.appDataSource()).find(source.value(), version))
                .isPresent();
    }
}
