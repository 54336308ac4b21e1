package org.sillok.recall;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.custody.StatementKey;
import org.sillok.custody.StreamFacts;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.identity.Parties;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;
import org.sillok.request.RequestCast;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RecallListTest extends RecallCase {
    @Inject
    RecallLists lists;

    @Inject
    StatementKey statementKey;

    @Inject
    StreamFacts facts;

    @Inject
    Parties allParties;

    @Inject
    Scope scope;

    private static Response fetch() {
        return given().get("/recalls");
    }

    private RecallList current() throws Exception {
        SignedDocument document =
                SignedDocument.parse(fetch().then().statusCode(200).extract().asByteArray());
        document.verify();
        assertThat(document.key()).isEqualTo(statementKey.publicKey());
        return RecallList.parse(document.bytes().toArray());
    }

    @Test
    void theListIsPublicAndEveryRecallMakesANewOneAtOnce() throws Exception {
        RecallList before = current();
        assertThat(before.of(bundle)).isEmpty();
        String withdrawal = recalled(Asked.STOP_USE, inTwoWeeks());
        RecallList after = current();
        assertThat(after.number()).isGreaterThan(before.number());
        assertThat(after.isCurrent(Instant.now())).isTrue();
        assertThat(Duration.between(after.thisUpdate(), after.nextUpdate())).isEqualTo(Duration.ofDays(7));
        assertThat(after.of(bundle)).hasSize(1);
        assertThat(after.of(bundle).get(0).items()).containsExactly(1);
        Instant since = after.of(bundle).get(0).since();
        assertThat(since).isEqualTo(since.truncatedTo(ChronoUnit.DAYS)).isBeforeOrEqualTo(after.thisUpdate());
        QuarkusTransaction.requiringNew().run(() -> recalls.lift(withdrawal));
        assertThat(current().of(bundle)).isEmpty();
    }

    @Test
    void aBundleStaysOnTheListWhileAnyWithdrawalStands() throws Exception {
        String first = recalled(Asked.DESTROY, inTwoWeeks());
        String notice = notice();
        loaded(notice);
        complied(notice).then().statusCode(200);
        String second = recalled(Asked.DESTROY, inTwoWeeks());
        QuarkusTransaction.requiringNew().run(() -> recalls.lift(first));
        assertThat(current().of(bundle)).hasSize(1);
        QuarkusTransaction.requiringNew().run(() -> recalls.lift(second));
        assertThat(current().of(bundle)).isEmpty();
    }

    @Test
    void itsDigestIsOnTheRecord() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        RecallList list = current();
        JsonObject details = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return facts.last(StreamRef.repository(allParties.repository()), EventType.RECALL_LIST, Field.DETAILS)
                    .orElseThrow()
                    .asObject();
        });
        assertThat(details.number("number")).isEqualTo(list.number());
        assertThat(details.text("sha256")).isEqualTo(Sha2.sha256(list.bytes()).base64Url());
    }

    @Test
    void whileARestoreHasClosedSomethingNoListIsIssuedOrShown() throws Exception {
        long before = current().number();
        RequestCast.asOwner("insert into evidence_closed (subject, about, statement, event, closed_at) values ('" + item
                + "', '" + item + "', decode(repeat('00', 32), 'hex'), 'WITHDRAWN', now())");
        try {
            problem(fetch(), 503, "log-refuses");
            problem(cast.mechanism.request().accept("*/*").get("/recalls/" + before), 503, "log-refuses");
            assertThat(lists.renew()).isFalse();
            recalled(Asked.STOP_USE, inTwoWeeks());
        } finally {
            RequestCast.asOwner(
                    "update evidence_closed set proposed_at = now(), proposed_by = 'y', reopened_at = now(),"
                            + " reopened_by = 'x' where subject = '" + item + "' and reopened_at is null");
        }
        lists.renew();
        RecallList after = current();
        assertThat(after.number()).isGreaterThan(before);
        assertThat(after.of(bundle)).hasSize(1);
    }

    @Test
    void aNumberThatTheStatementsKnowIsNotUsedAgain() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        long forgotten = current().number();
        RequestCast.asOwner(
                "alter table recall_list disable trigger recall_list_append_only",
                "delete from recall_list where number = " + forgotten,
                "alter table recall_list enable trigger recall_list_append_only");
        lists.renew();
        recalled(Asked.STOP_USE, inTwoWeeks());
        assertThat(current().number()).isGreaterThan(forgotten);
        problem(cast.mechanism.request().accept("*/*").get("/recalls/" + forgotten), 404, "not-found");
    }

    @Test
    void whoHasATokenReadsEarlierOnes() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        RecallList list = current();
        String path = "/recalls/" + list.number();
        assertThat(given().get(path).statusCode()).isEqualTo(401);
        byte[] bytes = cast.mechanism
                .request()
                .accept("*/*")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(SignedDocument.parse(bytes).bytes()).isEqualTo(list.bytes());
        for (String absent : new String[] {"999999999999", "0", "x", "01"}) {
            problem(cast.mechanism.request().accept("*/*").get("/recalls/" + absent), 404, "not-found");
        }
        String etag = fetch().header("ETag");
        given().header("If-None-Match", etag).get("/recalls").then().statusCode(304);
        problem(given().get("/recalls?x=1"), 400, "unknown-parameter");
    }

    @Test
    void nothingIsIssuedAnewBeforeItIsTime() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        long number = current().number();
        assertThat(lists.renew()).isFalse();
        assertThat(current().number()).isEqualTo(number);
    }

    @Test
    void withdrawalsAtOnceMakeListsOneAfterTheOtherAndTheLastKnowsAll() throws Exception {
        long before = current().number();
        List<String> bundles = new ArrayList<>(List.of(bundle));
        for (int i = 0; i < 2; i++) {
            bundles.add(bundleOf(item));
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (String one : bundles) {
            RecallOrder order =
                    order(withdrawal(), Asked.STOP_USE, inTwoWeeks(), Map.of(new BundleId(one), Set.of(first(item))));
            running.add(CompletableFuture.runAsync(() -> issue(order)));
        }
        for (CompletableFuture<Void> one : running) {
            one.get();
        }
        RecallList list = current();
        assertThat(list.number()).isGreaterThanOrEqualTo(before + bundles.size());
        Set<String> named = new HashSet<>();
        list.entries().forEach(entry -> named.add(entry.bundle().value()));
        assertThat(named).containsAll(bundles);
    }
}
