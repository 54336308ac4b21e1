package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sillok.platform.postgres.DatabaseLogin;

class DatabaseCheckTest {
    private final TestPostgres.Database database = TestPostgres.freshDatabase(false);

    @Test
    void theRolesOfTheEmbeddedServerPass() {
        assertThatCode(() -> check(database.app())).doesNotThrowAnyException();
    }

    @Test
    void anApplicationRoleThatCouldChangeRecordsIsRefused() throws Exception {
        assertRefused(database.superuser(), "is a superuser");
        assertRefused(database.owner(), "is or inherits the owner role");
        assertRefused(aRole("bypassrls", ""), "may bypass row-level security");
        assertRefused(aRole("createrole", ""), "may create roles");
        assertRefused(aRole("", "grant sillok_owner to %s"), "is or inherits the owner role");
    }

    @Test
    void theRoleThatDestroysKeysIsOneOfItsOwnAndCanDoNothingElse() throws Exception {
        DatabaseLogin eraser = TestPostgres.eraser();
        assertThatCode(() -> checkEraser(database.app(), eraser)).doesNotThrowAnyException();
        assertEraserRefused(database.app(), database.app(), "one of its own");
        assertEraserRefused(database.app(), database.owner(), "one of its own");
        assertEraserRefused(database.app(), database.superuser(), "is a superuser");
        assertEraserRefused(
                aRole("", "grant " + eraser.user() + " to %s"), eraser, "inherits the role that destroys keys");
        assertEraserRefused(
                database.app(),
                aRole("", "grant " + database.app().user() + " to %s"),
                "inherits the role that the service works as");
    }

    private void assertEraserRefused(DatabaseLogin app, DatabaseLogin eraser, String reason) {
        assertThatThrownBy(() -> checkEraser(app, eraser))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("roles.sql");
    }

    private void checkEraser(DatabaseLogin app, DatabaseLogin eraser) {
        DatabaseCheck.checkEraser(database.url(), database.owner(), app, eraser);
    }

    @Test
    void aWrongPasswordAndAnUnreachableServerAreOneLineWithoutThePassword() {
        DatabaseLogin wrong = new DatabaseLogin(database.app().user(), "hunter2");
        assertThatThrownBy(() -> check(wrong))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_DATABASE_URL")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() ->
                        DatabaseCheck.check("jdbc:postgresql://127.0.0.1:1/none", database.owner(), database.app()))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining("\n");
    }

    private void assertRefused(DatabaseLogin app, String reason) {
        assertThatThrownBy(() -> check(app))
                .as(reason)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("roles.sql");
    }

    private void check(DatabaseLogin app) {
        DatabaseCheck.check(database.url(), database.owner(), app);
    }

    private DatabaseLogin aRole(String power, String then) throws SQLException {
        String name = "test_role_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + name + " login " + power + " password 'p'");
            if (!then.isEmpty()) {
                statement.execute(then.formatted(name));
            }
        }
        return new DatabaseLogin(name, "p");
    }
}
