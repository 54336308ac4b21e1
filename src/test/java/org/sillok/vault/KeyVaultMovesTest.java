package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** From one kind of vault to another, and back. */
class KeyVaultMovesTest extends KeyReplicas {
    private KeyVault engine(TransitServer server) throws IOException {
        Path token = directory.resolve("token");
        new PrivateFile(token).create(TransitServer.TOKEN.getBytes(StandardCharsets.US_ASCII));
        return new TransitKeyVault(
                new TransitSettings(
                        server.address(),
                        "transit",
                        "sillok",
                        token,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5)),
                ObjectFixture.RANDOMNESS);
    }

    private static KeyVaults both(KeyVault current, KeyVault file, KeyVault engine) {
        return new KeyVaults(current, Map.of(LocalKeyVault.PREFIX, file, TransitKeyVault.PREFIX, engine));
    }

    @Test
    void everythingMovesFromTheFileToAnEngineAndBack() throws Exception {
        deposits(20);
        try (TransitServer server = new TransitServer("sillok")) {
            KeyVault engine = engine(server);
            KeyVault file = file("kek", false);
            Process moved = new Process(database.appDataSource(), both(engine, file, engine));
            // What is stored can be read, but nothing more can be stored: that is not well.
            for (TransitServer.Mood mood :
                    List.of(TransitServer.Mood.SEALED, TransitServer.Mood.DENYING, TransitServer.Mood.ENCRYPT_DENIED)) {
                server.mood = mood;
                assertThatThrownBy(moved.register::verify).as(mood.name()).isInstanceOf(KekUnavailableException.class);
            }
            server.mood = TransitServer.Mood.SEALED;
            assertThat(moved.register.status()).isNotEmpty().noneMatch(KekStatus::current);
            server.mood = TransitServer.Mood.GOOD;
            moved.register.verify();
            assertThat(moved.register.status())
                    .hasSize(2)
                    .filteredOn(KekStatus::current)
                    .hasSize(1);
            assertThat(moved.moveAll()).isZero();
            expect(moved.deposit());
            assertThat(moved.register.status()).allMatch(key -> key.current() == (key.wraps() == 42));
            assertThat(moved.register.registerCurrent()).isEqualTo("transit-sillok-v1");

            server.mood = TransitServer.Mood.SEALED;
            assertThatThrownBy(moved::deposit).isInstanceOf(KekUnavailableException.class);
            assertThatThrownBy(moved.register::verify).isInstanceOf(KekUnavailableException.class);
            server.mood = TransitServer.Mood.GOOD;

            Process back = new Process(database.appDataSource(), both(file, file, engine));
            assertThat(back.moveAll()).isZero();
        }
        assertEveryKeyOpens();
    }

    @Test
    void anotherKeyUnderTheSameNameAndVersionIsNoticedByThoseWhoRun() throws Exception {
        String local = process.register.registerCurrent();
        deposits(3);
        try (TransitServer server = new TransitServer("sillok")) {
            KeyVault engine = engine(server);
            KeyVault file = file("kek", false);
            Process running = new Process(database.appDataSource(), both(engine, file, engine));
            Process back = new Process(database.appDataSource(), both(file, file, engine));
            SubjectKeys there = running.deposit();
            String transit = running.register.registerCurrent();

            Map<String, List<byte[]>> keys =
                    server.exchange(Map.of("sillok", List.of(ObjectFixture.RANDOMNESS.bytes(32))));
            Process restarted = new Process(database.appDataSource(), both(engine, file, engine));
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    restarted::deposit,
                    running::deposit,
                    () -> running.keyring.load(there.subject()),
                    () -> running.rewrapping.next(local, transit, Rewrapping.Place.START),
                    () -> back.rewrapping.next(transit, local, Rewrapping.Place.START))) {
                assertOtherKey(use);
            }
            assertThat(process.register.status())
                    .filteredOn(key -> key.kek().equals(local))
                    .allMatch(key -> key.wraps() == 6);

            server.exchange(keys);
            expect(there);
            expect(running.deposit());
            assertThat(back.moveAll()).isZero();
        }
        assertEveryKeyOpens();
    }

    @Test
    void fromOneEngineToAnotherByWayOfTheFile() throws Exception {
        KeyVault file = file("kek", true);
        try (TransitServer first = new TransitServer("sillok");
                TransitServer second = new TransitServer("sillok")) {
            KeyVault engine = engine(first);
            expect(new Process(database.appDataSource(), both(engine, file, engine)).deposit());
            Process between = new Process(database.appDataSource(), both(file, file, engine));
            between.moveAll();
            assertThat(between.register.retire("transit-sillok-v1")).isZero();

            KeyVault other = engine(second);
            Process there = new Process(database.appDataSource(), both(other, file, other));
            // It has the name and the version of one that was retired, and is not taken for it.
            assertOtherKey(there::deposit);
            assertThat(there.register.makeKey()).isEqualTo("transit-sillok-v2");
            assertThat(there.moveAll()).isZero();
            expect(there.deposit());
            assertThat(there.register.status()).allMatch(key -> key.current() == (key.wraps() == 4));
            Process back = new Process(database.appDataSource(), both(file, file, other));
            assertThat(back.moveAll()).isZero();
            assertEveryKeyOpens();
        }
    }

    @Test
    void backToTheFileWhoseKeysWereRetired() throws Exception {
        for (boolean kept : new boolean[] {true, false}) {
            deposits(2);
            try (TransitServer server = new TransitServer("sillok")) {
                KeyVault engine = engine(server);
                KeyVault file = askingFile();
                String old = process.register.registerCurrent();
                Process moved = new Process(database.appDataSource(), both(engine, file, engine));
                String there = kept ? moved.register.registerCurrent() : moved.register.makeKey();
                moved.moveAll();
                assertThat(moved.register.retire(old)).isZero();

                if (!kept) {
                    Files.delete(directory.resolve("kek"));
                }
                KeyVault again = askingFile();
                Process back = new Process(database.appDataSource(), both(again, again, engine));
                if (kept) {
                    assertOtherKey(back::deposit);
                    assertThat(back.register.makeKey()).isNotEqualTo(old);
                }
                assertThat(back.moveAll()).isZero();
                assertThat(back.register.retire(there)).isZero();
            }
            assertEveryKeyOpens();
        }
    }

    /** As the program has it: a missing file is made only if no key of a file is in use. */
    private KeyVault askingFile() {
        return new LocalKeyVault(
                new KekFile(directory.resolve("kek")),
                ObjectFixture.RANDOMNESS,
                () -> process.register.knowsNone(LocalKeyVault.PREFIX));
    }

    private static void assertOtherKey(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
    }
}
