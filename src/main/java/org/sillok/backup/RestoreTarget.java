package org.sillok.backup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.sillok.backup.db.OwnerDatabase;
import org.sillok.storage.ObjectStore;

/**
 * The empty place that a backup is restored into.
 *
 * @param restore identifies this restore: the same again goes on where it was cut off
 * @param database its JDBC address
 * @param owner the role that owns the schemas
 * @param appRole the role that the program works as
 * @param settings the value of a setting by its name: where key files belong
 */
public record RestoreTarget(
        String restore,
        String database,
        String owner,
        String ownerPassword,
        String appRole,
        ObjectStore objects,
        Function<String, Optional<String>> settings,
        Path dataDirectory) {
    OwnerDatabase ownerDatabase() {
        return new OwnerDatabase(database, owner, ownerPassword);
    }

    @Override
    public String toString() {
        return "RestoreTarget[" + restore + "]";
    }
}
