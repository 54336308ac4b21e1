package org.sillok.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Sha2;
import org.sillok.vault.core.AssociatedData;

class LocalKeyVaultTest extends KeyVaultContract {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("keys/kek");
    }

    @Override
    KeyVault process() {
        return vault();
    }

    private LocalKeyVault vault() {
        return vault(true);
    }

    private LocalKeyVault vault(boolean fresh) {
        return new LocalKeyVault(new KekFile(file()), ObjectFixture.RANDOMNESS, () -> fresh);
    }

    @Test
    void fileIsMadeOnFirstUseForItsOwnerAlone() throws IOException {
        LocalKeyVault vault = vault();
        assertThat(file()).doesNotExist();
        vault.currentKekId();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void whoOnlyLooksMakesNoFile() {
        LocalKeyVault vault = vault();
        assertThat(vault.existingKekId()).isEmpty();
        assertThat(file()).doesNotExist();
        assertThat(vault.existingKekId()).isEmpty();
        assertThat(vault.currentKekId()).isEqualTo(vault.existingKekId().orElseThrow());
    }

    @Test
    void lostFileIsSaidToBeLostAndNotMadeAnew() {
        assertThatThrownBy(() -> vault(false).currentKekId())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("restore it from your copy")
                .hasMessageContaining(file().toString());
        assertThat(file()).doesNotExist();
    }

    @Test
    void exchangedFileIsNoticed() throws IOException {
        WrappedKey wrapped = vault().wrap(BINDING, KEY);
        Files.delete(file());
        LocalKeyVault other = vault();
        assertThatThrownBy(() -> other.unwrap(BINDING, wrapped))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining(wrapped.kekId());
    }

    @Test
    void olderKeysOpenAndTheFirstWraps() throws IOException {
        WrappedKey old = vault().wrap(BINDING, KEY);
        List<String> before = Files.readAllLines(file());
        Files.delete(file());
        WrappedKey recent = vault().wrap(BINDING, KEY);
        List<String> after = Files.readAllLines(file());
        Files.write(file(), List.of(after.get(0), after.get(1), before.get(1)));
        LocalKeyVault both = vault(false);
        assertThat(both.unwrap(BINDING, old)).isEqualTo(KEY);
        assertThat(both.unwrap(BINDING, recent)).isEqualTo(KEY);
        assertThat(both.currentKekId()).isEqualTo(recent.kekId()).isNotEqualTo(old.kekId());
    }

    @Test
    void damagedFileIsRefusedWithoutRepeatingIt() throws IOException {
        vault().currentKekId();
        String good = Files.readString(file());
        String key = good.lines().toList().get(1);
        for (String bad : List.of(
                "",
                "sillok-kek/1\n",
                key + "\n",
                "sillok-kek/2\n" + key,
                good.substring(0, good.length() - 2),
                good + "x",
                good.replace(key, key + "="),
                "sillok-kek/1\n\n" + key,
                "키")) {
            Files.writeString(file(), bad);
            assertThatThrownBy(() -> vault().currentKekId())
                    .as(bad.length() + " characters")
                    .isInstanceOf(KekUnavailableException.class)
                    .hasMessageNotContaining(key.substring(0, 10));
        }
    }

    @Test
    void fileThatEveryoneMayReadIsRefused() throws IOException {
        vault().currentKekId();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> vault().currentKekId())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r-----"));
        assertThat(vault().currentKekId()).startsWith("local-");
    }

    @Test
    void twoProcessesThatStartTogetherShareOneKey() {
        KekFile file = new KekFile(file());
        byte[] mine = ObjectFixture.RANDOMNESS.bytes(32);
        file.create(mine);
        file.create(ObjectFixture.RANDOMNESS.bytes(32));
        assertThat(file.read().orElseThrow()).hasSize(1).first().isEqualTo(mine);
    }

    @Test
    void everyTroubleHasANameAndEndsWhenTheFileIsBack() throws IOException {
        LocalKeyVault running = vault(false);
        new KekFile(file()).create(ObjectFixture.RANDOMNESS.bytes(32));
        WrappedKey wrapped = running.wrap(BINDING, KEY);
        byte[] good = Files.readAllBytes(file());
        Map<KeyTrouble, Trouble> troubles = Map.of(
                KeyTrouble.MISSING, () -> Files.delete(file()),
                KeyTrouble.UNREADABLE,
                        () -> Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--")),
                KeyTrouble.DAMAGED, () -> Files.write(file(), Arrays.copyOf(good, good.length - 4)));
        for (Map.Entry<KeyTrouble, Trouble> trouble : troubles.entrySet()) {
            trouble.getValue().happens();
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    running::currentKekId,
                    running::existingKekId,
                    running::makeKey,
                    () -> running.wrap(BINDING, KEY),
                    () -> running.unwrap(BINDING, wrapped))) {
                assertThatThrownBy(use)
                        .as(trouble.getKey().name())
                        .isInstanceOfSatisfying(
                                KekUnavailableException.class,
                                e -> assertThat(e.trouble()).isEqualTo(trouble.getKey()));
            }
            Files.deleteIfExists(file());
            new PrivateFile(file()).create(good);
            assertThat(running.unwrap(BINDING, wrapped)).isEqualTo(KEY);
            assertThat(running.currentKekId()).isEqualTo(wrapped.kekId());
        }
    }

    @Test
    void whetherAMissingFileMayBeMadeIsAskedOnceAndBesideTheOthers() throws Exception {
        int readers = 4;
        CyclicBarrier all = new CyclicBarrier(readers);
        AtomicInteger asked = new AtomicInteger();
        LocalKeyVault running = new LocalKeyVault(new KekFile(file()), ObjectFixture.RANDOMNESS, () -> {
            asked.incrementAndGet();
            try {
                // Passes only when nobody waits for anybody who asks.
                all.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return false;
        });
        ExecutorService pool = Executors.newFixedThreadPool(readers);
        try {
            List<Future<?>> readings = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                readings.add(pool.submit(() -> assertThatThrownBy(running::currentKekId)
                        .isInstanceOfSatisfying(
                                KekUnavailableException.class,
                                e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.MISSING))));
            }
            for (Future<?> reading : readings) {
                reading.get();
            }
            assertThatThrownBy(running::currentKekId).isInstanceOf(KekUnavailableException.class);
            assertThat(asked).hasValue(readers);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void fileThatWasUsedAndIsGoneIsMissingWithoutAsking() throws IOException {
        LocalKeyVault running = vault(true);
        running.wrap(BINDING, KEY);
        Files.delete(file());
        assertThatThrownBy(running::currentKekId)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.MISSING));
        assertThat(file()).doesNotExist();
    }

    @Test
    void exchangedFileIsNoticedWhileRunning() throws IOException {
        LocalKeyVault running = vault();
        WrappedKey wrapped = running.wrap(BINDING, KEY);
        Files.delete(file());
        new KekFile(file()).create(ObjectFixture.RANDOMNESS.bytes(32));
        assertThatThrownBy(() -> running.unwrap(BINDING, wrapped))
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
    }

    @Test
    void keyThatIsNotKnownIsLookedForInAFileThatSeemsUnchanged() throws IOException {
        LocalKeyVault running = new LocalKeyVault(new KekFile(file()), ObjectFixture.RANDOMNESS, () -> true);
        running.wrap(BINDING, KEY);
        Path elsewhere = file().resolveSibling("elsewhere");
        WrappedKey other =
                new LocalKeyVault(new KekFile(elsewhere), ObjectFixture.RANDOMNESS, () -> true).wrap(BINDING, KEY);
        FileTime modified = Files.getLastModifiedTime(file());
        Files.write(file(), Files.readAllBytes(elsewhere));
        Files.setLastModifiedTime(file(), modified);
        assertThat(running.unwrap(BINDING, other)).isEqualTo(KEY);
    }

    @Test
    void newKeyIsPutInFrontAndNothingIsTakenOut() throws IOException {
        LocalKeyVault vault = vault();
        vault.currentKekId();
        List<String> before = Files.readAllLines(file());
        vault.makeKey();
        assertThat(Files.readAllLines(file()))
                .hasSize(3)
                .startsWith(before.get(0))
                .endsWith(before.get(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void fileBehindALinkGetsTheNewKeyAndTheLinkStays() throws IOException {
        Path shared = Files.createDirectories(directory.resolve("shared")).resolve("kek");
        new KekFile(shared).create(ObjectFixture.RANDOMNESS.bytes(32));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), shared);
        LocalKeyVault behindTheLink = vault(false);
        WrappedKey old = behindTheLink.wrap(BINDING, KEY);
        behindTheLink.makeKey();
        WrappedKey recent = behindTheLink.wrap(BINDING, KEY);

        assertThat(file()).isSymbolicLink();
        LocalKeyVault replica = new LocalKeyVault(new KekFile(shared), ObjectFixture.RANDOMNESS, () -> false);
        assertThat(replica.currentKekId()).isEqualTo(recent.kekId()).isNotEqualTo(old.kekId());
        assertThat(replica.unwrap(BINDING, old)).isEqualTo(KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(shared.getParent())) {
            assertThat(files).containsExactly(shared);
        }
    }

    @Test
    void fileKeepsItsOwner() throws IOException {
        vault().currentKekId();
        UserPrincipal nobody =
                file().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try {
            Files.setOwner(file(), nobody);
        } catch (FileSystemException e) {
            assumeTrue(false, "only root gives files away");
        }
        vault(false).makeKey();
        assertThat(Files.getOwner(file())).isEqualTo(nobody);
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    private interface Trouble {
        void happens() throws IOException;
    }

    @Test
    void twoKeyFilesAreJoinedWithoutLosingAKeyThatIsNeeded() {
        byte[] mine = KekFile.text(List.of(new byte[32]));
        byte[] other = new byte[32];
        other[0] = 1;
        byte[] theirs = KekFile.text(List.of(other));
        assertThat(LocalKeyVault.joined(mine, theirs, List.of())).isEqualTo(theirs);
        assertThat(LocalKeyVault.joined("rotten".getBytes(US_ASCII), theirs, List.of("local-needed")))
                .isEqualTo(theirs);
        assertThat(LocalKeyVault.joined(mine, theirs, List.of("local-needed")))
                .isEqualTo(KekFile.text(List.of(other, new byte[32])));
    }

    @Test
    void backupKeepsLostKeysOfTheOneBeforeWithAndWithoutAKeyFileHere() {
        byte[] one = new byte[32];
        byte[] two = one.clone();
        two[0] = 1;
        String lost = "local-"
                + Sha2.sha256(AssociatedData.of("sillok/vault/kek-id/1"), two)
                        .hex()
                        .substring(0, 20);
        byte[] earlier = KekFile.text(List.of(one, two));
        assertThat(LocalKeyVault.only(earlier, List.of(lost))).contains(KekFile.text(List.of(two)));
        assertThat(LocalKeyVault.only(earlier, List.of())).isEmpty();
        assertThat(LocalKeyVault.only("damaged".getBytes(US_ASCII), List.of(lost)))
                .isEmpty();
        assertThat(LocalKeyVault.added(KekFile.text(List.of(one)), earlier, List.of(lost)))
                .isEqualTo(earlier);
    }
}
