package org.sillok.discovery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.discovery.db.EntryRows.Entry;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.discovery.db.EntryRows.Sought;
import org.sillok.discovery.db.EntryRows.Words;
import org.sillok.platform.TestPostgres;

class EntryRowsTest {
    private static final String NGO = "pty_a";
    private static final String OTHER = "pty_b";

    private final TestPostgres.Database database = TestPostgres.freshDatabase(true);
    private Connection connection;
    private EntryRows rows;

    @BeforeEach
    void oneTransaction() throws SQLException {
        connection = database.asApp();
        connection.setAutoCommit(false);
        rows = new EntryRows((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> unclosed()));
        scope("", "SYSTEM");
        rows.put(entry("itm_1", NGO, 1, "LIST", 10L, 20L, List.of(1L, 2L, 3L), List.of(7L)));
        rows.put(entry("itm_2", NGO, 1, "AUDIO", null, 5L, List.of(2L, 4L), List.of()));
        rows.put(entry("itm_3", OTHER, 1, "LIST", 30L, null, List.of(1L), List.of(7L, 8L)));
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void eachConditionHasToHold() {
        assertThat(find(List.of(), List.of(), false, null, null, List.of(), List.of()))
                .containsExactly("itm_1", "itm_2", "itm_3");
        assertThat(find(List.of("LIST"), List.of(), false, null, null, List.of(), List.of()))
                .containsExactly("itm_1", "itm_3");
        assertThat(find(List.of(), List.of("ko"), false, null, null, List.of(), List.of()))
                .hasSize(3);
        assertThat(find(List.of(), List.of("en"), false, null, null, List.of(), List.of()))
                .isEmpty();
        assertThat(find(List.of(), List.of(), true, 20L, 29L, List.of(), List.of()))
                .containsExactly("itm_1");
        assertThat(find(List.of(), List.of(), true, 6L, 9L, List.of(), List.of()))
                .isEmpty();
        assertThat(find(List.of(), List.of(), true, null, 5L, List.of(), List.of()))
                .containsExactly("itm_2");
        assertThat(find(List.of(), List.of(), true, 40L, null, List.of(), List.of()))
                .containsExactly("itm_3");
        assertThat(find(List.of(), List.of(), false, null, null, List.of(words(List.of(1L, 2L))), List.of()))
                .containsExactly("itm_1");
        assertThat(find(List.of(), List.of(), false, null, null, List.of(words(List.of(9L), List.of(4L))), List.of()))
                .containsExactly("itm_2");
        assertThat(find(
                        List.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        List.of(),
                        List.of(words(List.of(8L)), words(List.of(7L)))))
                .containsExactly("itm_1", "itm_3");
        assertThat(rows.find(new Sought(
                        List.of(NGO), "itm_1", 1, List.of(), List.of(), false, null, null, List.of(), List.of())))
                .extracting(Found::item)
                .containsExactly("itm_2");
    }

    @Test
    void aRowIsNeverPutBack() {
        rows.put(entry("itm_1", NGO, 3, "VIDEO", null, null, List.of(), List.of()));
        rows.put(entry("itm_1", NGO, 2, "LIST", null, null, List.of(), List.of()));
        assertThat(rows.after("", 1)).extracting(Found::kind).containsExactly("VIDEO");
        assertThat(rows.count()).isEqualTo(3);
        assertThat(rows.firstOfEach()).extracting(Found::item).containsExactly("itm_1", "itm_3");
        assertThat(rows.remove(List.of("itm_1", "itm_9"))).isEqualTo(1);
    }

    @Test
    void anOwnerSeesItsOwnRowsAndNobodyWithoutAScopeAny() throws SQLException {
        scope(OTHER, "PARTY");
        assertThat(rows.after("", 9)).extracting(Found::item).containsExactly("itm_3");
        assertThat(rows.remove(List.of("itm_1"))).isZero();
        assertThatThrownBy(() -> rows.put(entry("itm_4", NGO, 1, "LIST", null, null, List.of(), List.of())))
                .isInstanceOf(IllegalStateException.class);
        connection.rollback();
        assertThat(rows.count()).isZero();
    }

    @Test
    void theTableIsInNoBackup() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select relpersistence from pg_class where relname = 'discovery_entry'")) {
            row.next();
            assertThat(row.getString(1)).as("unlogged").isEqualTo("u");
        }
    }

    private List<String> find(
            List<String> kinds,
            List<String> languages,
            boolean dated,
            @Nullable Long first,
            @Nullable Long last,
            List<Words> words,
            List<Words> places) {
        return rows
                .find(new Sought(List.of(NGO, OTHER), "", 9, kinds, languages, dated, first, last, words, places))
                .stream()
                .map(Found::item)
                .toList();
    }

    private static Words words(List<Long> set) {
        return new Words(List.of(List.of(set)));
    }

    private static Words words(List<Long> one, List<Long> other) {
        return new Words(List.of(List.of(one, other)));
    }

    private static Entry entry(
            String item,
            String owner,
            int revision,
            String kind,
            @Nullable Long first,
            @Nullable Long last,
            List<Long> words,
            List<Long> places) {
        return new Entry(
                item,
                owner,
                revision,
                kind,
                List.of("ko"),
                first != null || last != null,
                first,
                last,
                false,
                words,
                places);
    }

    private void scope(String party, String role) throws SQLException {
        try (var set = connection.prepareStatement(
                "select set_config('sillok.party', ?, true), set_config('sillok.role', ?, true)")) {
            set.setString(1, party);
            set.setString(2, role);
            set.execute();
        }
    }

    /** The one connection, which those who borrow it do not close. */
    private Connection unclosed() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }
}
