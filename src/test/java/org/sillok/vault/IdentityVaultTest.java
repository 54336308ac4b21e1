package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SourceId;
import org.sillok.platform.TestPostgres;

/** The identity vault on a real database, as the application role; without a container, so each call is a transaction. */
class IdentityVaultTest {
    private static final SourceId SOURCE = new SourceId("src_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final SourceId OTHER = new SourceId("src_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final byte[] PLAIN = "가상의 인물".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TestPostgres.Database database;
    private Path file;
    private IdentityVault vault;

    @BeforeEach
    void open() {
        database = TestPostgres.freshDatabase(true);
        file = directory.resolve("identity-kek");
        vault = anotherProcess();
    }

    @Test
    void whatWasSealedOpensForItsSourceAndVersionOnly() {
        SealedIdentity sealed = vault.seal(SOURCE, 1, PLAIN);
        assertThat(vault.store(SOURCE, 1, sealed.key())).isTrue();
        assertThat(vault.store(SOURCE, 1, sealed.key())).as("once").isFalse();
        IdentityVault again = anotherProcess();
        SealedIdentity stored = new SealedIdentity(again.keyOf(SOURCE, 1).orElseThrow(), sealed.bytes());
        assertThat(again.open(SOURCE, 1, stored)).isEqualTo(PLAIN);
        assertThat(again.keyOf(SOURCE, 2)).isEmpty();
        assertThatThrownBy(() -> vault.open(OTHER, 1, sealed)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(SOURCE, 2, sealed)).isInstanceOf(SealBrokenException.class);
        byte[] altered = sealed.bytes().toArray();
        altered[20] ^= 1;
        assertThatThrownBy(() -> vault.open(SOURCE, 1, new SealedIdentity(sealed.key(), Bytes.of(altered))))
                .isInstanceOf(SealBrokenException.class);
        SealedIdentity second = vault.seal(SOURCE, 1, PLAIN);
        assertThatThrownBy(() -> vault.open(SOURCE, 1, new SealedIdentity(second.key(), sealed.bytes())))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void aFileThatIsLostOrExchangedIsNotMadeAnew() throws Exception {
        SealedIdentity sealed = vault.seal(SOURCE, 1, PLAIN);
        byte[] kept = Files.readAllBytes(file);
        Files.delete(file);
        assertThatThrownBy(() -> anotherProcess().seal(OTHER, 1, PLAIN))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("sillok.identities.vault.key-file");
        assertThat(file).doesNotExist();
        // The file of another repository.
        Path foreign = directory.resolve("foreign");
        RestoredIdentities.over(TestPostgres.freshDatabase(true).appDataSource(), foreign)
                .seal(SOURCE, 1, PLAIN);
        new PrivateFile(file).create(Files.readAllBytes(foreign));
        assertThatThrownBy(() -> anotherProcess().seal(OTHER, 1, PLAIN)).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(() -> anotherProcess().open(SOURCE, 1, sealed)).isInstanceOf(KekUnavailableException.class);
        Files.delete(file);
        new PrivateFile(file).create(kept);
        assertThat(anotherProcess().open(SOURCE, 1, sealed)).isEqualTo(PLAIN);
    }

    @Test
    void aKeyThatIsPutFirstIsUsedAndTheEarlierOneStillOpens() throws Exception {
        SealedIdentity before = vault.seal(SOURCE, 1, PLAIN);
        Path other = directory.resolve("other");
        RestoredIdentities.over(TestPostgres.freshDatabase(true).appDataSource(), other)
                .seal(SOURCE, 1, PLAIN);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(1, Files.readAllLines(other).get(1));
        Files.write(file, lines);
        SealedIdentity after = vault.seal(SOURCE, 2, PLAIN);
        assertThat(after.key().kekId()).isNotEqualTo(before.key().kekId());
        assertThat(vault.open(SOURCE, 1, before)).isEqualTo(PLAIN);
        assertThat(vault.open(SOURCE, 2, after)).isEqualTo(PLAIN);
    }

    @Test
    void theApplicationRemovesNoKeyAndChangesNothingButItsWrapping() throws Exception {
        SealedIdentity sealed = vault.seal(SOURCE, 1, PLAIN);
        vault.store(SOURCE, 1, sealed.key());
        for (String sql : List.of(
                "delete from vault.identity_key",
                "update vault.identity_key set source = 'src_other'",
                "update vault.identity_key set version = 2",
                "delete from vault.identity_kek",
                "update vault.identity_kek set check_value = ''")) {
            try (var connection = database.asApp();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
        try (var connection = database.asApp();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update vault.identity_key set wrapped = ''"))
                    .hasMessageContaining("only wrapped anew");
        }
    }

    private IdentityVault anotherProcess() {
        return RestoredIdentities.over(database.appDataSource(), file);
    }
}
