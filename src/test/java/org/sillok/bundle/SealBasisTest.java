package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.intake.FormBody;
import org.sillok.kernel.Digest;
import org.sillok.kernel.RequestId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.SessionSql;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestCast;
import org.sillok.request.Sealable;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealBasisTest {
    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    @Inject
    SealBasis basis;

    @Inject
    Describing describing;

    @Inject
    Scope scope;

    @Inject
    EntityManager session;

    private OneSource person;
    private RequestCast cast;
    private String item;

    /** What approvals were for, and what the sealing rests on. */
    private record Seen(Digest decision, Digest basis) {}

    @BeforeEach
    void cast() {
        person = new OneSource(parties);
        cast = person.cast;
        item = person.bound();
    }

    @Test
    void aNameThatMayNotBeSaidAnyMoreVoidsUnlessNothingWasToldAnyway() throws Exception {
        person.mayBeNamed();
        String told = person.approvedRequest(OneSource.ALL, item);
        String silent = person.approvedRequest(List.of("CONTENT"), item);
        Seen before = seen(told);
        Seen silence = seen(silent);
        assertThat(seen(told)).isEqualTo(before);
        cast.ngo
                .sends(Map.of("decision", "DO_NOT_NAME", "reason", "a threat"))
                .post("/api/v1/sources/" + person.source + "/naming")
                .then()
                .statusCode(201);
        Seen after = seen(told);
        assertThat(after.decision()).isEqualTo(before.decision());
        assertThat(after.basis()).isNotEqualTo(before.basis());
        assertThat(seen(silent)).isEqualTo(silence);
    }

    @Test
    void aNamingDecisionWaitsForThoseWhoDecideWhatIsTold() throws Exception {
        person.mayBeNamed();
        String request = person.approvedRequest(OneSource.ALL, item);
        CompletableFuture<Integer> other = new CompletableFuture<>();
        Digest held = transaction(() -> {
            Digest first = basis.of(yes(request));
            other.completeAsync(() -> cast.ngo
                    .sends(Map.of("decision", "DO_NOT_NAME", "reason", "a threat"))
                    .post("/api/v1/sources/" + person.source + "/naming")
                    .statusCode());
            assertThatThrownBy(() -> other.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(basis.of(yes(request))).as("nothing changes meanwhile").isEqualTo(first);
            return first;
        });
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(201);
        assertThat(seen(request).basis()).isNotEqualTo(held);
    }

    @Test
    void aConsentThatForbidsAnotherVersionVoids() throws Exception {
        cast.ngo
                .request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(
                                "{\"activity\":\"TRANSCRIPT\",\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}")
                        .file("b.txt", new byte[] {4}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items/" + item + "/versions")
                .then()
                .statusCode(201);
        String request = person.approvedRequest(OneSource.ALL, item);
        Seen before = seen(request);
        String forbidden = cast.consent(term("1", "PROHIBIT", "DISCLOSE"));
        TestConsents.bind(cast.ngo, item, 2, forbidden).then().statusCode(201);
        Seen after = seen(request);
        assertThat(after.decision()).isEqualTo(before.decision());
        assertThat(after.basis()).isNotEqualTo(before.basis());
    }

    @Test
    void aCorrectedTitleVoidsUnlessNothingWasToldAnyway() throws Exception {
        String told = person.approvedRequest(OneSource.ALL, item);
        String silent = person.approvedRequest(List.of("CONTENT"), item);
        Seen before = seen(told);
        Seen silence = seen(silent);
        String path = "/api/v1/items/" + item;
        cast.ngo
                .sends("{\"title\":{\"en\":\"new\"},\"kind\":\"LIST\",\"reason\":\"typing error\"}")
                .header(
                        "If-Match",
                        cast.ngo.request().get(path).then().extract().header("ETag"))
                .put(path + "/metadata")
                .then()
                .statusCode(200);
        Seen after = seen(told);
        assertThat(after.decision()).isEqualTo(before.decision());
        assertThat(after.basis()).isNotEqualTo(before.basis());
        assertThat(seen(silent)).isEqualTo(silence);
    }

    @Test
    void whatBecameOfTheOtherLinesCountsAndTheTimeToReplyDoesNot() throws Exception {
        String forbidden = cast.itemWith(term("1", "PERMIT", "DISCOVER"));
        String request = person.approvedRequest(OneSource.ALL, item, forbidden);
        Seen before = seen(request);
        RequestCast.asOwner(
                "update request_request set reply_by = now() - interval '1 minute' where id = '" + request + "'");
        assertThat(seen(request)).isEqualTo(before);
        transaction(() -> {
            Sealable.Yes yes = yes(request);
            Map<org.sillok.terms.MaterialRef, Telling> tellings = describing.of(yes);
            Sealable.Withheld line = yes.withheld().get(0);
            assertThat(line.standing()).isEqualTo(LineStanding.NOT_PERMITTED);
            for (Sealable.Withheld other : List.of(
                    new Sealable.Withheld(line.version(), LineStanding.AWAITING_APPROVAL, true, null),
                    new Sealable.Withheld(line.version(), LineStanding.NOT_PERMITTED, false, null),
                    new Sealable.Withheld(
                            line.version(), LineStanding.NOT_PERMITTED, true, RefusalReason.values()[0]))) {
                assertThat(SealBasis.of(with(yes, List.of(other)), tellings)).isNotEqualTo(before.basis());
            }
            assertThat(SealBasis.of(with(yes, List.of()), tellings)).isNotEqualTo(before.basis());
            return null;
        });
    }

    @Test
    void itemsCostNoStatementEach() throws Exception {
        List<String> items = new ArrayList<>(List.of(item));
        for (int i = 1; i < 20; i++) {
            items.add(person.bound());
        }
        String one = person.approvedRequest(OneSource.ALL, item);
        String many = person.approvedRequest(OneSource.ALL, items.toArray(String[]::new));
        // The first one may find less in memory.
        assertThat(statements(many)).isLessThanOrEqualTo(statements(one));
    }

    private static Sealable.Yes with(Sealable.Yes yes, List<Sealable.Withheld> withheld) {
        return new Sealable.Yes(
                yes.request(),
                yes.revision(),
                yes.requester(),
                yes.until(),
                yes.terms(),
                yes.ask(),
                yes.granted(),
                withheld,
                yes.holders(),
                yes.answers(),
                yes.grounds());
    }

    private Seen seen(String request) {
        return transaction(() -> {
            Sealable.Yes yes = yes(request);
            return new Seen(yes.granted().get(0).grant().basis(), basis.of(yes));
        });
    }

    private Sealable.Yes yes(String request) {
        return (Sealable.Yes) approved.take(new RequestId(request), 1);
    }

    private long statements(String request) {
        return transaction(() -> {
            Sealable.Yes yes = yes(request);
            return SessionSql.of(session, () -> basis.of(yes));
        });
    }

    private <T> T transaction(java.util.concurrent.Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return work.call();
        });
    }
}
