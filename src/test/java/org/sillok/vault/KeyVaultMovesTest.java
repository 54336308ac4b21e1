package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From one kind of vault to another, and back. */
class KeyVaultMovesTest extends KeyReplicas {
    @Test
    void everythingMovesFromTheFileToAnEngineAndBack() throws Exception {
        deposits(20);
        Path token = directory.resolve("token");
        new PrivateFile(token).create(TransitServer.TOKEN.getBytes(StandardCharsets.US_ASCII));
        try (TransitServer server = new TransitServer("sillok")) {
            KeyVault engine = new TransitKeyVault(
                    new TransitSettings(
                            server.address(),
                            "transit",
                            "sillok",
                            token,
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ofSeconds(5)),
                    ObjectFixture.RANDOMNESS);
            KeyVault file = file("kek", false);
            Map<String, KeyVault> kinds = Map.of(LocalKeyVault.PREFIX, file, TransitKeyVault.PREFIX, engine);
            Process moved = new Process(database.appDataSource(), new KeyVaults(engine, kinds));
            // What is stored can be read, but nothing more can be stored: that is not well.
            server.mood = TransitServer.Mood.SEALED;
            assertThatThrownBy(moved.register::verify).isInstanceOf(KekUnavailableException.class);
            server.mood = TransitServer.Mood.GOOD;
            moved.register.verify();
            assertThat(moved.moveAll()).isZero();
            expect(moved.deposit());
            assertThat(moved.register.status()).allMatch(key -> key.current() == (key.wraps() == 42));
            assertThat(moved.register.registerCurrent()).isEqualTo("transit-sillok-v1");

            server.mood = TransitServer.Mood.SEALED;
            assertThatThrownBy(moved::deposit).isInstanceOf(KekUnavailableException.class);
            assertThatThrownBy(moved.register::verify).isInstanceOf(KekUnavailableException.class);
            server.mood = TransitServer.Mood.GOOD;
            // Another key under the same name and version is not the one that was used before.
            Map<String, List<byte[]>> keys =
                    server.exchange(Map.of("sillok", List.of(ObjectFixture.RANDOMNESS.bytes(32))));
            Process restarted = new Process(database.appDataSource(), new KeyVaults(engine, kinds));
            assertThatThrownBy(restarted::deposit)
                    .isInstanceOfSatisfying(
                            KekUnavailableException.class,
                            e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
            server.exchange(keys);

            Process back = new Process(database.appDataSource(), new KeyVaults(file, kinds));
            assertThat(back.moveAll()).isZero();
        }
        assertEveryKeyOpens();
    }
}
