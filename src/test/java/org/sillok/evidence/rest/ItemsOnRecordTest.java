package org.sillok.evidence.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.sillok.custody.StreamFacts;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.json.JsonValue;
import org.sillok.kernel.PartyId;
import org.sillok.platform.LoginFailures;
import org.sillok.platform.PostgresTestResource;

/** Every deposit, correction, look, list, download and denial leaves a statement, although a denied request fails. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ItemsOnRecordTest {
    private static final String ITEMS = "/api/v1/items";
    private static final String NOBODYS = ITEMS + "/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Inject
    LoginFailures loginFailures;

    @Inject
    StreamFacts facts;

    @ConfigProperty(name = "sillok.replica-id")
    String replica;

    @Test
    void whatIsDoneToAnItemIsInItsStream() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(ngo);
        assertThat(statements("ITEM", item)).isEqualTo(1);
        ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"activity\":\"OCR\",\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}")
                        .file("text.txt", new byte[3])
                        .end()
                        .bytes())
                .post(ITEMS + "/" + item + "/versions")
                .then()
                .statusCode(201);
        assertThat(statements("ITEM", item)).isEqualTo(2);
        String etag = ngo.request().get(ITEMS + "/" + item).then().extract().header("ETag");
        ngo.sends("{\"title\":{\"en\":\"new\"},\"kind\":\"LIST\",\"reason\":\"typing error\"}")
                .header("If-Match", etag)
                .put(ITEMS + "/" + item + "/metadata")
                .then()
                .statusCode(200);
        assertThat(statements("ITEM", item)).isEqualTo(3);
    }

    @Test
    void looksAreOnTheRecordOncePerReadingSession() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = ITEMS + "/" + deposit(ngo);
        String file = item + "/versions/1/files/1";
        leaves(1, ngo, 200, () -> ngo.request().get(item));
        leaves(0, ngo, 200, () -> ngo.request().get(item));
        leaves(0, ngo, 200, () -> any(ngo).get(item + "/receipt"));
        leaves(1, ngo, 200, () -> any(ngo).get(file));
        leaves(0, ngo, 206, () -> any(ngo).header("Range", "bytes=0-3").get(file));
        leaves(1, ngo, 200, () -> ngo.request().get(ITEMS));
        leaves(1, ngo, 200, () -> ngo.request().get(ITEMS));
        Actor colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        leaves(1, colleague, 200, () -> any(colleague).get(file));
    }

    @Test
    void onTheRecordIsWhatWasHandedOver() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = deposit(ngo);
        String file = ITEMS + "/" + id + "/versions/1/files/1";
        leaves(1, ngo, 416, () -> any(ngo).header("Range", "bytes=500-").get(file));
        String etag = any(ngo).head(file).header("ETag");
        leaves(0, ngo, 304, () -> any(ngo).header("If-None-Match", etag).get(file));
        leaves(0, ngo, 400, () -> any(ngo).header("If-None-Match", "nonsense").get(file));
        assertThat(downloads(ngo)).as("nothing was handed over").isZero();
        leaves(1, ngo, 206, () -> any(ngo).header("Range", "bytes=0-3").get(file));
        leaves(0, ngo, 206, () -> any(ngo).header("Range", "bytes=-2").get(file));
        assertThat(downloads(ngo)).isEqualTo(1);
        assertThat(newestDownload(ngo)).isEqualTo("PART");
        leaves(1, ngo, 200, () -> any(ngo).get(file));
        assertThat(newestDownload(ngo)).as("the whole file").isEmpty();
        leaves(0, ngo, 206, () -> any(ngo).header("Range", "bytes=0-3").get(file));
        leaves(0, ngo, 206, () -> any(ngo).header("Range", "bytes=0-").get(file));
        Actor colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        leaves(
                1,
                colleague,
                206,
                () -> any(colleague).header("Range", "bytes=0-").get(file));
        assertThat(newestDownload(ngo)).as("a range that is all of it").isEmpty();
    }

    @Test
    void denialsAreOnTheRecordOfWhoTriedAndCostTheSameWhetherTheItemExistsOrNot() {
        String theirs = ITEMS + "/" + deposit(parties.newPartyWith(Role.CONTRIBUTOR));
        Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String item : new String[] {theirs, NOBODYS}) {
            leaves(1, actor, 404, () -> actor.request().get(item));
            leaves(1, actor, 404, () -> any(actor).get(item + "/receipt"));
            leaves(1, actor, 404, () -> any(actor).get(item + "/versions/1/files/1"));
            leaves(1, actor, 404, () -> any(actor).head(item + "/versions/1/files/1"));
        }
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        leaves(1, auditor, 403, () -> auditor.request().get(theirs));
        leaves(1, auditor, 403, () -> auditor.request().get(ITEMS));
    }

    @Test
    void requestsWithoutAValidTokenAreCountedOnTheRecord() {
        parties.custodian();
        loginFailures.record();
        long before = statements("REPOSITORY", "repository");
        for (int i = 0; i < 3; i++) {
            io.restassured.RestAssured.given()
                    .header("Authorization", "Bearer nonsense")
                    .get(NOBODYS)
                    .then()
                    .statusCode(401);
        }
        loginFailures.record();
        assertThat(statements("REPOSITORY", "repository")).isEqualTo(before + 1);
        loginFailures.record();
        assertThat(statements("REPOSITORY", "repository")).isEqualTo(before + 1);
    }

    private static RequestSpecification any(Actor actor) {
        return actor.request().accept("*/*");
    }

    private static String deposit(Actor actor) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"}")
                        .file("목록.csv", "2019.11.02".getBytes(StandardCharsets.UTF_8))
                        .end()
                        .bytes())
                .post(ITEMS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void leaves(int statements, Actor actor, int status, Supplier<Response> request) {
        long before = statements("ACCESS", actor.party());
        assertThat(request.get().statusCode()).isEqualTo(status);
        assertThat(statements("ACCESS", actor.party()) - before).isEqualTo(statements);
    }

    private long downloads(Actor actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return (Long) entities.createNativeQuery(
                            "select count(*) from custody_reading where party = :party and event = 'DOWNLOADED'",
                            Long.class)
                    .setParameter("party", actor.party())
                    .getSingleResult();
        });
    }

    /** What the newest statement of a download says besides the version; empty if that was handed over whole. */
    private String newestDownload(Actor actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return facts.last(
                            StreamRef.access(new PartyId(actor.party()), replica), EventType.DOWNLOADED, Field.OUTCOME)
                    .map(JsonValue::asText)
                    .orElse("");
        });
    }

    private long statements(String kind, String subject) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return (Long) entities.createNativeQuery(
                            "select count(*) from custody_statement s join custody_stream t on t.id = s.stream"
                                    + " where t.kind = :kind and t.subject like :subject",
                            Long.class)
                    .setParameter("kind", kind)
                    .setParameter("subject", subject + "%")
                    .getSingleResult();
        });
    }
}
