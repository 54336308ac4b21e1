package org.sillok.source;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;

/** The second fence: what the database shows and takes when the first one, the use case, is left out. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SourceScopeTest {
    @Inject
    TestParties parties;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Test
    void theDatabaseItselfShowsAnOrganisationOnlyItsOwnRows() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = owner.sends(Map.of("kind", "PERSON"))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(visible(() -> scope.enter(caller(owner)), id)).isTrue();
        assertThat(visible(scope::enterSystem, id)).isTrue();
        assertThat(visible(() -> scope.enter(caller(other)), id)).isFalse();
        assertThat(visible(() -> {}, id)).isFalse();
    }

    @Test
    void theDatabaseItselfTakesNoRowForAnotherOrganisation() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enter(caller(other));
                    entities.createNativeQuery(
                                    "insert into source_source (id, owner_party, kind, pseudonym, profile, created_at)"
                                            + " values ('src_x', ?1, 'PERSON', 'S-0000-0000', '', now())")
                            .setParameter(1, owner.party())
                            .executeUpdate();
                }))
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update source_source set kind = 'PERSON'",
                "delete from source_source",
                "truncate source_source",
                "update identity_party set repository = true",
                "update identity_user set roles = '{CUSTODIAN}'",
                "delete from identity_user",
                "delete from identity_party",
                "delete from identity_api_token",
                "update identity_api_token set roles = '{OPERATOR}'",
                "update identity_api_token set expires_at = now()",
                "delete from jobs_job"
            })
    void theApplicationRoleCannotChangeWhatNeverChanges(String statement) {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enterSystem();
                    entities.createNativeQuery(statement).executeUpdate();
                }))
                .hasMessageContaining("permission denied");
    }

    private boolean visible(Runnable enter, String id) {
        List<?> rows = QuarkusTransaction.requiringNew().call(() -> {
            enter.run();
            return entities.createNativeQuery("select id from source_source where id = ?1")
                    .setParameter(1, id)
                    .getResultList();
        });
        return !rows.isEmpty();
    }

    private static Caller caller(TestParties.Actor actor) {
        return new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR));
    }
}
