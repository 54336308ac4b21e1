package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;

/**
 * What the database refuses to the program itself: past every use case, with the role that the running service works as. A new
 * table, or a new right, has to be entered here.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FencesTest {
    /** Tables without an owner: of the repository as a whole, or asked before it is known who asks. */
    private static final Set<String> WITHOUT_OWNER = Set.of(
            "sillok.flyway_schema_history",
            "sillok.backup_completed",
            "sillok.backup_restore",
            "sillok.bundle_watch",
            "sillok.evidence_closed",
            "sillok.evidence_replay",
            "sillok.fixity_replica",
            "sillok.fixity_round",
            "sillok.fixity_turn",
            "sillok.identity_api_token",
            "sillok.identity_party",
            "sillok.identity_party_key",
            "sillok.identity_party_key_confirmed",
            "sillok.identity_party_key_revoked",
            "sillok.identity_user",
            "sillok.log_entry",
            "sillok.log_outbox",
            "sillok.log_sequence",
            "sillok.log_tree",
            "sillok.recall_list",
            "sillok.time_round",
            "sillok.time_stamp",
            "sillok.web_idempotency",
            "vault.identity_kek",
            "vault.identity_key",
            "vault.vault_destroyed_key",
            "vault.vault_kek",
            "vault.vault_lost_kek",
            "vault.vault_object_key",
            "vault.vault_retired_kek",
            "vault.vault_subject_key");

    /** Tables from which the program removes rows: queues, what expires, and what is built anew. */
    private static final Set<String> MAY_DELETE = Set.of(
            "sillok.agreement_party",
            "sillok.custody_reading",
            "sillok.discovery_entry",
            "sillok.feed_delivery",
            "sillok.feed_event",
            "sillok.feed_webhook",
            "sillok.log_outbox",
            "sillok.upload_segment",
            "sillok.upload_upload",
            "sillok.web_idempotency");

    /** Tables that the program may change in every column; others in named columns only, or not at all. */
    private static final Set<String> MAY_UPDATE = Set.of(
            "sillok.custody_reading",
            "sillok.custody_stream",
            "sillok.discovery_entry",
            "sillok.feed_delivery",
            "sillok.feed_webhook",
            "sillok.fixity_replica",
            "sillok.fixity_turn",
            "sillok.jobs_job",
            "sillok.log_outbox",
            "sillok.log_sequence",
            "sillok.log_tree",
            "sillok.time_round",
            "sillok.time_stamp",
            "sillok.upload_segment",
            "sillok.upload_upload",
            "sillok.web_idempotency");

    /** What every organisation may read: facts that decisions rest on. */
    private static final Set<String> FOR_EVERY_PARTY = Set.of(
            "sillok.fact_confirmed", "sillok.fact_fact", "sillok.fact_withdrawal_confirmed", "sillok.fact_withdrawn");

    private static final String TABLES = " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname in ('sillok', 'vault') and c.relkind in ('r', 'p')";
    private static final String NAME = "select n.nspname || '.' || c.relname";

    @Inject
    EntityManager entities;

    @Inject
    TestParties parties;

    @Test
    void everyTableHasAFenceUnlessItIsListed() {
        assertThat(names(NAME + TABLES + " and not c.relrowsecurity")).isEqualTo(new TreeSet<>(WITHOUT_OWNER));
    }

    @Test
    void everyTableWithAnOwnerHasAFence() {
        assertThat(names(NAME + TABLES + " and not c.relrowsecurity and exists (select from pg_attribute a"
                        + " where a.attrelid = c.oid and a.attname = 'owner_party' and not a.attisdropped)"))
                .isEmpty();
    }

    @Test
    void theProgramsRoleIsSubjectToTheFences() {
        assertThat(names("select rolname from pg_roles where rolname = current_user"
                        + " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"))
                .isEmpty();
        assertThat(names(NAME + TABLES + " and pg_has_role(current_user, c.relowner, 'MEMBER')"))
                .isEmpty();
    }

    @Test
    void theProgramRemovesAndChangesOnlyWhatIsListed() {
        assertThat(names(NAME + TABLES + " and has_table_privilege(c.oid, 'DELETE')"))
                .isEqualTo(new TreeSet<>(MAY_DELETE));
        assertThat(names(NAME + TABLES + " and has_table_privilege(c.oid, 'UPDATE')"))
                .isEqualTo(new TreeSet<>(MAY_UPDATE));
        assertThat(names(NAME + TABLES + " and (has_table_privilege(c.oid, 'TRUNCATE')"
                        + " or has_table_privilege(c.oid, 'REFERENCES') or has_table_privilege(c.oid, 'TRIGGER'))"))
                .isEmpty();
    }

    @Test
    void ofWhoIsWhoTheProgramChangesNamedColumnsOnly() {
        assertThat(names("select c.relname || '.' || a.attname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                        + " where n.nspname = 'sillok' and c.relkind in ('r', 'p') and starts_with(c.relname, 'identity_')"
                        + " and has_column_privilege(c.oid, a.attnum, 'UPDATE')"))
                .containsExactlyInAnyOrder(
                        "identity_api_token.revoked_at",
                        "identity_api_token.revoked_by",
                        "identity_party.status",
                        "identity_user.person",
                        "identity_user.status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sillok.source_source", "sillok.custody_stream", "sillok.custody_statement", "sillok.jobs_job"})
    void nobodyWritesRowsOfAnotherOrganisation(String table) {
        String own = parties.newParty();
        String other = parties.newParty();
        assertThatThrownBy(() -> add(table, own, other)).hasStackTraceContaining("row-level security");
        // Of its own the fence lets it through, to what a row has to have.
        assertThatThrownBy(() -> add(table, own, own)).hasStackTraceContaining("null value");
    }

    private void add(String table, String scope, String owner) {
        QuarkusTransaction.requiringNew().run(() -> {
            enter(scope, "PARTY");
            entities.createNativeQuery("insert into " + table + " (owner_party) values (?1)")
                    .setParameter(1, owner)
                    .executeUpdate();
        });
    }

    @Test
    void withoutAScopeOrInThatOfNobodyEveryFencedTableLooksEmpty() {
        TestParties.Actor somebody = parties.newPartyWith(Role.CONTRIBUTOR);
        somebody.sends(Map.of("kind", "PERSON")).post("/api/v1/sources").then().statusCode(201);
        Set<String> fenced = names(NAME + TABLES + " and c.relrowsecurity and has_table_privilege(c.oid, 'SELECT')");
        assertThat(fenced)
                .contains("sillok.source_source", "sillok.custody_statement")
                .hasSizeGreaterThan(50);
        assertThat(rows("sillok.source_source", "", "SYSTEM")).isPositive();
        for (String table : fenced) {
            assertThat(rows(table, "", "")).as("%s without a scope", table).isZero();
            if (!FOR_EVERY_PARTY.contains(table)) {
                assertThat(rows(table, "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa", "PARTY"))
                        .as("%s in the scope of nobody", table)
                        .isZero();
            }
        }
    }

    private long rows(String table, String party, String role) {
        return QuarkusTransaction.requiringNew().call(() -> {
            enter(party, role);
            // The names come from the catalogue.
            return ((Number) entities.createNativeQuery("select count(*) from " + table)
                            .getSingleResult())
                    .longValue();
        });
    }

    private void enter(String party, String role) {
        entities.createNativeQuery("select set_config('sillok.party', ?1, true), set_config('sillok.role', ?2, true)")
                .setParameter(1, party)
                .setParameter(2, role)
                .getSingleResult();
    }

    private Set<String> names(String query) {
        List<?> found = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(query).getResultList());
        Set<String> names = new TreeSet<>();
        found.forEach(name -> names.add(String.valueOf(name)));
        return names;
    }
}
