package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sillok.platform.PostgresTestResource;

/** Every act, list, look and denial leaves a statement of the acting party, although a denied request fails. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AdministrationOnRecordTest {
    @Inject
    TestParties parties;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Test
    void whatACustodianDoesIsOnTheRecord() {
        TestParties.Actor custodian = parties.custodian();
        String party = parties.newParty();
        String users = "/api/v1/parties/" + party + "/users";
        String user = parties.userOf(party, Role.CONTRIBUTOR).user();
        Map<String, Object> body = Map.of("kind", "NGO", "names", Map.of("en", "Fictitious"));
        leaves(1, custodian, 201, () -> custodian.sends(body).post("/api/v1/parties"));
        leaves(1, custodian, 200, () -> custodian.request().get("/api/v1/parties"));
        leaves(1, custodian, 200, () -> custodian.request().get("/api/v1/parties/" + party));
        leaves(0, custodian, 200, () -> custodian.request().get("/api/v1/parties/" + party));
        leaves(
                1,
                custodian,
                201,
                () -> custodian.sends(Map.of("roles", List.of("AUDITOR"))).post(users));
        leaves(1, custodian, 200, () -> custodian.request().get(users));
        leaves(
                1,
                custodian,
                201,
                () -> custodian.sends(Map.of("user", user, "validFor", "PT1H")).post("/api/v1/tokens"));
        leaves(1, custodian, 200, () -> custodian.request().post("/api/v1/users/" + user + "/disable"));
    }

    @Test
    void whatIsDeniedIsOnTheRecordOfWhoTried() {
        TestParties.Actor actor = parties.newPartyWith(Role.INVESTIGATOR);
        String other = parties.newParty();
        Map<String, Object> body = Map.of("kind", "NGO", "names", Map.of("en", "Fictitious"));
        leaves(1, actor, 403, () -> actor.sends(body).post("/api/v1/parties"));
        leaves(1, actor, 403, () -> actor.request().get("/api/v1/parties"));
        leaves(1, actor, 404, () -> actor.request().get("/api/v1/parties/" + other));
        leaves(1, actor, 404, () -> actor.request().get("/api/v1/parties/<script>"));
        leaves(1, actor, 403, () -> actor.sends(Map.of("kind", "PERSON")).post("/api/v1/sources"));
        leaves(1, actor, 403, () -> actor.request().get("/api/v1/sources"));
        leaves(1, actor, 403, () -> actor.request().get("/api/v1/sources/src_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        leaves(1, actor, 404, () -> actor.request().get("/api/v1/jobs/job_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        leaves(1, actor, 404, () -> actor.request().delete("/api/v1/jobs/job_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        leaves(1, actor, 403, () -> actor.request().post("/api/v1/users/" + actor.user() + "/disable"));
    }

    @Test
    void aSourceHasAStreamOfItsOwn() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        leaves(
                1,
                contributor,
                201,
                () -> contributor.sends(Map.of("kind", "PERSON")).post("/api/v1/sources"));
        leaves(1, contributor, 200, () -> contributor.request().get("/api/v1/sources"));
    }

    private void leaves(long statements, TestParties.Actor actor, int status, Supplier<Response> act) {
        long before = statementsOf(actor.party());
        act.get().then().statusCode(status);
        assertThat(statementsOf(actor.party()) - before).isEqualTo(statements);
    }

    private long statementsOf(String party) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return ((Number) entities.createNativeQuery("select count(*) from custody_statement where owner_party = ?1")
                            .setParameter(1, party)
                            .getSingleResult())
                    .longValue();
        });
    }
}
