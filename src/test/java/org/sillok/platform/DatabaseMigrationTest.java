package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sillok.platform.postgres.DatabaseLogin;

class DatabaseMigrationTest {
    private final TestPostgres.Database database = TestPostgres.freshDatabase(false);

    private record Named(Optional<String> username, Optional<String> password, Optional<String> passwordFile)
            implements DatabaseConfig.Login {
        static Named of(DatabaseLogin login) {
            return new Named(Optional.of(login.user()), Optional.of(login.password()), Optional.empty());
        }

        static Named nameOf(DatabaseLogin login) {
            return new Named(Optional.of(login.user()), Optional.empty(), Optional.empty());
        }

        static Named none() {
            return new Named(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private record Settings(Optional<String> url, Login owner, Login app, Login eraser) implements DatabaseConfig {}

    private Settings settings(DatabaseConfig.Login eraser) {
        return new Settings(
                Optional.of(database.url()), Named.of(database.owner()), Named.nameOf(database.app()), eraser);
    }

    @Test
    void anEmptyDatabaseIsBroughtToThisVersionAndAServiceWithoutTheOwnersLoginSeesIt() {
        assertThatThrownBy(() -> DatabaseMigration.requireCurrent(database.url(), database.app()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("sillok migrate")
                .hasMessageNotContaining("\n");
        DatabaseMigration.Done first = DatabaseMigration.run(settings(Named.none()));
        assertThat(first.before()).isEmpty();
        assertThat(first.eraserReady()).isFalse();
        assertCurrent();
        DatabaseMigration.Done again = DatabaseMigration.run(settings(Named.none()));
        assertThat(again.before()).contains(first.now());
        assertThat(again.now()).isEqualTo(first.now());
        assertCurrent();
    }

    @Test
    void aDatabaseThatLacksTheNewestMigrationIsRefused() throws Exception {
        DatabaseMigration.run(settings(Named.none()));
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from sillok.flyway_schema_history where installed_rank ="
                    + " (select max(installed_rank) from sillok.flyway_schema_history)");
        }
        assertThatThrownBy(() -> DatabaseMigration.requireCurrent(database.url(), database.app()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("lacks 1 migration of this program");
    }

    @Test
    void oneThatWasPassedOverIsLackingAsWell() throws Exception {
        DatabaseMigration.run(settings(Named.none()));
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from sillok.flyway_schema_history where version = '20'");
        }
        assertThatThrownBy(() -> DatabaseMigration.requireCurrent(database.url(), database.app()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("lacks 1 migration of this program");
    }

    @Test
    void aNewerDatabaseIsNotRefusedOnPurpose() throws Exception {
        DatabaseMigration.run(settings(Named.none()));
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into sillok.flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) values (100000, '100000', 'later', 'SQL',"
                            + " 'V100000__later.sql', 'owner', 1, true)");
        }
        assertCurrent();
    }

    @Test
    void theRoleOfTheServiceReadsTheVersionAndChangesNoTable() throws Exception {
        DatabaseMigration.run(settings(Named.none()));
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            try (ResultSet versions = statement.executeQuery("select count(*) from sillok.flyway_schema_history")) {
                versions.next();
                assertThat(versions.getInt(1)).isPositive();
            }
            for (String attempt : List.of(
                    "delete from sillok.flyway_schema_history",
                    "update sillok.flyway_schema_history set success = false",
                    "create table sillok.mine (id int)")) {
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void theRoleThatDestroysKeysGetsItsRights() throws Exception {
        DatabaseLogin eraser = TestPostgres.eraser();
        assertThat(DatabaseMigration.run(settings(Named.nameOf(eraser))).eraserReady())
                .isTrue();
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement();
                ResultSet has = statement.executeQuery(
                        "select has_table_privilege('" + eraser.user() + "', 'vault.vault_subject_key', 'DELETE')")) {
            has.next();
            assertThat(has.getBoolean(1)).isTrue();
        }
    }

    @Test
    void severalAtOnceDoItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<DatabaseMigration.Done> run = () -> DatabaseMigration.run(settings(Named.none()));
            for (Future<DatabaseMigration.Done> each : threads.invokeAll(List.of(run, run, run))) {
                assertThat(each.get().now()).isNotBlank();
            }
        } finally {
            threads.shutdownNow();
        }
        assertCurrent();
    }

    @Test
    void theRightToSeeTheVersionIsGivenBySeveralAtOnceAsWell() throws Exception {
        DatabaseMigration.run(settings(Named.none()));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 5; round++) {
                try (Connection connection = database.asOwner();
                        Statement statement = connection.createStatement()) {
                    statement.execute("revoke select on sillok.flyway_schema_history from "
                            + database.app().user());
                }
                Callable<DatabaseMigration.Done> run = () -> DatabaseMigration.run(settings(Named.none()));
                for (Future<DatabaseMigration.Done> each : threads.invokeAll(Collections.nCopies(6, run))) {
                    assertThat(each.get().now()).isNotBlank();
                }
                assertCurrent();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Settings nothing = new Settings(Optional.empty(), Named.none(), Named.none(), Named.none());
        assertThatThrownBy(() -> DatabaseMigration.run(nothing))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_DATABASE_URL is not set");
        Settings noOwner =
                new Settings(Optional.of(database.url()), Named.none(), Named.nameOf(database.app()), Named.none());
        assertThatThrownBy(() -> DatabaseMigration.run(noOwner))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_DATABASE_OWNER_USERNAME");
        Settings noRole =
                new Settings(Optional.of(database.url()), Named.of(database.owner()), Named.none(), Named.none());
        assertThatThrownBy(() -> DatabaseMigration.run(noRole))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_DATABASE_APP_USERNAME");
    }

    @Test
    void whoeverOwnsTheTablesIsNoRoleForAServiceWithoutTheOwnersLogin() {
        DatabaseMigration.run(settings(Named.none()));
        assertThatCode(() -> DatabaseCheck.check(database.url(), null, database.app()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DatabaseCheck.check(database.url(), null, database.owner()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is or inherits the owner role");
        assertThatThrownBy(() -> DatabaseCheck.checkEraser(database.url(), null, database.app(), database.owner()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is or inherits the owner role");
    }

    private void assertCurrent() {
        assertThatCode(() -> DatabaseMigration.requireCurrent(database.url(), database.app()))
                .doesNotThrowAnyException();
    }
}
