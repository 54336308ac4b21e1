package org.sillok.backup.db;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the version that a backup was made at, and later to that of this program. */
public final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private final OwnerDatabase database;
    private final String appRole;
    private final String[] locations;

    public Migrations(OwnerDatabase database, String appRole) {
        this(database, appRole, LOCATION);
    }

    Migrations(OwnerDatabase database, String appRole, String... locations) {
        this.database = database;
        this.appRole = appRole;
        this.locations = locations.clone();
    }

    /**
     * Whether this program can bring a database to exactly these versions.
     *
     * @param versions in the order in which they were applied
     */
    public boolean know(List<String> versions) {
        return !versions.isEmpty() && upTo(versions).equals(versions);
    }

    /** The versions of this program up to the last of {@code versions}. */
    private List<String> upTo(List<String> versions) {
        MigrationVersion last = MigrationVersion.fromVersion(versions.get(versions.size() - 1));
        return Arrays.stream(configuration().load().info().all())
                // Not those that only the database knows of.
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .filter(version -> version.compareTo(last) <= 0)
                .map(MigrationVersion::getVersion)
                .toList();
    }

    /** Brings an empty database to these versions. Repeating it is harmless. */
    public void to(List<String> versions) {
        run(configuration().target(MigrationVersion.fromVersion(versions.get(versions.size() - 1))));
    }

    /** Goes on to what this program needs. */
    public void onwards() {
        run(configuration());
    }

    private static void run(FluentConfiguration configuration) {
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new DatabaseCopyException("the migrations of the database failed", e);
        }
    }

    private FluentConfiguration configuration() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.username(), database.password())
                .schemas("sillok", "vault")
                .placeholders(Map.of("appRole", appRole))
                .locations(locations)
                .cleanDisabled(true);
    }
}
