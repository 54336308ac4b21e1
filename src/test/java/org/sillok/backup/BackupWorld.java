package org.sillok.backup;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.sillok.kernel.Randomness;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/** What tests of backups have in common: runs over other databases and stores, and what they left behind. */
@ApplicationScoped
class BackupWorld {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    static final char[] PASSPHRASE = "a passphrase for tests".toCharArray();
    static final BackupProgress QUIET = (done, total) -> {};

    private final BackupConfig config;
    private final Config settings;
    private final Randomness randomness;
    private final BackupRecord record;

    BackupWorld(BackupConfig config, Config settings, Randomness randomness, BackupRecord record) {
        this.config = config;
        this.settings = settings;
        this.randomness = randomness;
        this.record = record;
    }

    /** A run over the program's own database and another store. */
    BackupRun over(ObjectStore objects) {
        return over(config, objects);
    }

    /** A run over another database and store. */
    BackupRun over(TestPostgres.Database database, ObjectStore objects) {
        BackupConfig.Database there = answering(
                BackupConfig.Database.class,
                Map.of(
                        "url", database.url(),
                        "username", Optional.of(database.owner().user()),
                        "password", Optional.of(database.owner().password())));
        return over(answering(BackupConfig.class, Map.of("database", there)), objects);
    }

    private BackupRun over(BackupConfig database, ObjectStore objects) {
        return new BackupRun(database, settings, objects, Clock.systemUTC(), randomness, record);
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> Optional.ofNullable(answers.get(method.getName()))
                        .orElseThrow(() -> new AssertionError(method.getName()))));
    }

    static List<String> differences(Path folder) throws Exception {
        BackupDirectory directory = new BackupDirectory(folder, Clock.systemUTC());
        BackupCheck check = new BackupCheck(directory, new Containers(PASSPHRASE));
        return check.differences(check.manifest().manifest(), QUIET);
    }

    static Set<String> names(ObjectStore store, String prefix) {
        try (Stream<ObjectName> names = store.list(prefix)) {
            return names.map(ObjectName::value).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
