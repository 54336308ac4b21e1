package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FoundationMigrationTest {
    @Test
    void appendOnlyTablesRefuseEveryChangeEvenToTheirOwner() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(true);
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("create table sillok.thing (n int)");
            statement.execute("insert into sillok.thing values (1)");
            statement.execute("create trigger thing_append_only before update or delete or truncate on sillok.thing"
                    + " for each statement execute function sillok.refuse_change()");
            for (String change : new String[] {
                "update sillok.thing set n = 2", "delete from sillok.thing where n = 7", "truncate sillok.thing"
            }) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .isInstanceOf(SQLException.class)
                        .extracting(thrown -> ((SQLException) thrown).getSQLState())
                        .isEqualTo("SLK01");
            }
        }
    }

    @Test
    void theApplicationRoleCanUseButNotCreateAndFindsItsSchemaByDefault() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(true);
        try (Connection app = database.asApp();
                Statement statement = app.createStatement()) {
            for (String refused : new String[] {
                "create table sillok.mine (n int)",
                "create table vault.mine (n int)",
                "create schema mine",
                "select * from sillok.flyway_schema_history"
            }) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
            try (var rows = statement.executeQuery("select current_schema()")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("sillok");
            }
        }
    }
}
