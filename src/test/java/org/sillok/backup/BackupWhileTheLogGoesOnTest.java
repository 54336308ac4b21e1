package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;
import static org.sillok.backup.BackupWorld.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.LogHead;
import org.sillok.custody.CustodyRebuilds;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Randomness;
import org.sillok.log.KeptHeads;
import org.sillok.log.KeptHeads.Judgement;
import org.sillok.log.LogConfig;
import org.sillok.log.LogRebuild;
import org.sillok.log.OpenLog;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.SigningKeys;

/** What the log signs while a backup is taken is in the backup; what it signs afterwards cannot be. */
@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupWhileTheLogGoesOnTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @Inject
    LogConfig logConfig;

    @Inject
    Randomness randomness;

    @Inject
    SigningKeys keys;

    @Inject
    CustodyRebuilds rebuilds;

    @TempDir
    Path temporary;

    /** A backup, with a deposit between its database and its objects. */
    private RestoreRun aBackup() throws Exception {
        return aBackup(() -> {});
    }

    /** With something else besides, after that deposit. */
    private RestoreRun aBackup(Runnable besides) throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        repository.item(ngo, 2_000);
        repository.settle();
        AtomicBoolean deposited = new AtomicBoolean();
        Path folder = temporary.resolve("backup");
        BackupReport report = backups.run(folder, PASSPHRASE, (done, total) -> {
            if (done > 0 && deposited.compareAndSet(false, true)) {
                repository.item(ngo, 3_000);
                settle();
                besides.run();
            }
        });
        assertThat(deposited).isTrue();
        assertThat(report.missing()).isEmpty();
        return RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET);
    }

    private void settle() {
        try {
            repository.settle();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRebuildBringsTheRestoredDatabaseForwardToTheEndOfTheBackup() throws Exception {
        rebuilt(aBackup());
    }

    @Test
    void aBackupThatEndsBetweenATreeAndItsSignatureHasTheTreeThatWasSigned() throws Exception {
        String signed =
                "create table public.signed as select signed_size, signed_peaks, signed_note from sillok.log_tree";
        String back = "update sillok.log_tree t set signed_size = s.signed_size, signed_peaks = s.signed_peaks,"
                + " signed_note = s.signed_note from public.signed s";
        RestoreRun restore;
        try {
            restore = aBackup(() -> {
                repository.run(signed);
                repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 4_000);
                settle();
                repository.run("alter table public.signed rename to before");
                repository.run(signed);
                repository.run(back.replace("public.signed", "public.before"));
            });
        } finally {
            repository.run(back);
            repository.run("drop table public.signed, public.before");
        }
        rebuilt(restore);
    }

    private void rebuilt(RestoreRun restore) throws Exception {
        LogHead log = restore.manifest().log().orElseThrow();
        LogHead stored = restore.manifest().storedLog().orElseThrow();
        assertThat(stored.size()).isGreaterThan(log.size());
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        ObjectStore objects = new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC());
        RestoreTarget target = Repository.target("rst_1", database, temporary.resolve("data"), objects);
        restore.into(target, new LaterHistory(List.of(), false, LaterHistory.Word.GIVEN_UP), QUIET);
        KeptHeads nobody = new KeptHeads(temporary.resolve("nowhere"), log.origin(), log.vkey());
        assertThat(nobody.judge(log.size(), objects, null)).isEqualTo(new Judgement.Behind(stored.size()));

        LogConfig there = instead(LogConfig.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "database" -> at(database);
            case "highWaterMark" -> temporary.resolve("nowhere");
            default -> method.invoke(logConfig, arguments);
        });
        OpenLog open = new OpenLog(there, Clock.systemUTC(), randomness, keys, objects);
        new LogRebuild(there, open, objects)
                .run(false, rebuilds.on(database.appDataSource()).begin(CustodyRebuilds.unheard()), entries -> {});
        assertThat(Repository.text(database.url(), "select size from sillok.log_tree"))
                .isEqualTo(String.valueOf(stored.size()));
        assertThat(nobody.judge(stored.size(), objects, stored.checkpoint())).isEqualTo(new Judgement.InOrder());
        assertThat(Repository.text(database.url(), "select given_up from sillok.backup_restore"))
                .isEqualTo("t");
    }

    @Test
    void withoutADecisionTheRestoredLogStaysClosedWhereverItGoes() throws Exception {
        RestoreRun restore = aBackup();
        LogHead stored = restore.manifest().storedLog().orElseThrow();
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        ObjectStore objects = new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC());
        // Nor does it help to say that the service was stopped: the backup knows better.
        restore.into(
                Repository.target("rst_1", database, temporary.resolve("data"), objects),
                new LaterHistory(List.of(), false, LaterHistory.Word.STOPPED),
                QUIET);
        KeptHeads nobody = new KeptHeads(temporary.resolve("nowhere"), stored.origin(), stored.vkey());
        assertThat(nobody.judge(stored.size(), objects, null)).isEqualTo(new Judgement.Held());
        assertThat(names(objects, "log/")).contains(LogScope.hold(stored.origin()));
        assertThat(Repository.text(database.url(), "select given_up from sillok.backup_restore"))
                .isEqualTo("f");
    }

    private static LogConfig.Database at(TestPostgres.Database database) {
        return instead(LogConfig.Database.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "url" -> database.url();
            case "username" -> database.app().user();
            case "password" -> database.app().password();
            default -> throw new AssertionError(method.getName());
        });
    }

    private static <T> T instead(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
