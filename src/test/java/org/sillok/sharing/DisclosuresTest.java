package org.sillok.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestCast;
import org.sillok.request.Sealable;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.Reason;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DisclosuresTest {
    private static final Randomness RANDOMNESS = count -> {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    };

    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    @Inject
    Disclosures disclosures;

    @Inject
    Releases releases;

    @Inject
    Scope scope;

    @Inject
    DataSource pool;

    private RequestCast cast;
    private String consent;
    private String item;
    private ReleaseAsk asked;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
    }

    @Test
    void afterTheLastPermittedDisclosureThereIsNoOther() throws Exception {
        material(atMost(1));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        cast.approved(first);
        cast.approved(second);
        Grant release = seal(first);
        assertThat(count("sharing_disclosure where request = '" + first + "' and item = '" + item + "'"))
                .isEqualTo(1);
        assertThat(take(second)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
        Release other = decide(second);
        assertThat(other.decision().outcome()).isEqualTo(Outcome.NOT_COVERED);
        assertThat(other.decision().reasons()).extracting(Reason::detail).containsExactly("MAX_DISCLOSURES");
        assertThat(decide(null).decision().outcome()).isEqualTo(Outcome.NOT_COVERED);
    }

    @Test
    void aRequestDoesNotCountAgainstItselfHoweverOftenItIsSealed() throws Exception {
        material(atMost(1));
        String id = cast.submitted(item);
        cast.approved(id);
        Grant release = seal(id);
        for (int again = 0; again < 2; again++) {
            assertThat(seal(id).basis()).isEqualTo(release.basis());
        }
        assertThat(count("sharing_disclosure where request = '" + id + "'")).isEqualTo(3);
        assertThat(count("sharing_counted where request = '" + id + "'"))
                .as("under the consent and under the agreement")
                .isEqualTo(2);
    }

    @Test
    void whatWasSealedFirstStaysAsItWasWhenAnotherIsCounted() throws Exception {
        material(atMost(2));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        cast.approved(first);
        Grant release = seal(first);
        cast.approved(second);
        seal(second);
        assertThat(decide(first).basis()).isEqualTo(release.basis());
        assertThat(decide(second).decision().permits()).isTrue();
        assertThat(decide(null).decision().outcome()).isEqualTo(Outcome.NOT_COVERED);
    }

    @Test
    void anothersReleaseDoesNotMakeApprovalsStaleUnlessItTakesTheLastOne() throws Exception {
        material(atMost(2));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        String third = cast.submitted(item);
        for (String request : List.of(first, second, third)) {
            cast.approved(request);
        }
        seal(first);
        seal(second);
        assertThat(take(second)).as("counted itself").isInstanceOf(Sealable.Yes.class);
        assertThat(take(third)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void aNewVersionGoesOnCountingWhatWasNotLimitedBefore() throws Exception {
        material(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        String id = cast.submitted(item);
        cast.approved(id);
        Grant release = seal(id);
        assertThat(decide(null).decision().permits()).isTrue();
        TestConsents.addVersion(
                        cast.ngo,
                        consent,
                        TestConsents.event("NARROWED", "2024-03-01T09:00:00.000Z"),
                        TestConsents.signed(TestConsents.item(cast.ngo), atMost(1)))
                .then()
                .statusCode(201);
        assertThat(decide(null).decision().outcome()).isEqualTo(Outcome.NOT_COVERED);
        assertThat(decide(id).decision().permits()).isTrue();
    }

    @Test
    void ofTwoThatSealTheLastOneAtOnceTheLaterFails() throws Exception {
        material(atMost(1));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        cast.approved(first);
        cast.approved(second);
        assertThatThrownBy(() -> race(first, second, true)).hasRootCauseInstanceOf(DisclosuresChangedException.class);
        assertThat(count("sharing_disclosure where request = '" + second + "'")).isZero();
        assertThat(count("sharing_counted where request = '" + second + "'")).isZero();
        assertThat(take(second)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void ifTheEarlierDoesNotComeToItTheLaterMay() throws Exception {
        material(atMost(1));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        cast.approved(first);
        cast.approved(second);
        race(first, second, false);
        assertThat(count("sharing_disclosure where request = '" + first + "'")).isZero();
        assertThat(count("sharing_disclosure where request = '" + second + "'")).isEqualTo(1);
    }

    @Test
    void whatIsNotCountedIsSealedSideBySide() throws Exception {
        material(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        String first = cast.submitted(item);
        String second = cast.submitted(item);
        cast.approved(first);
        cast.approved(second);
        QuarkusTransaction.requiringNew().run(() -> {
            record(first, yes(first));
            CompletableFuture.runAsync(() -> seal(second))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        assertThat(count("sharing_disclosure where item = '" + item + "'")).isEqualTo(2);
    }

    @Test
    void onlyWhatWasPermittedToThatRecipientForThatRequestIsRecorded() throws Exception {
        material(atMost(1));
        String id = cast.submitted(item);
        cast.approved(id);
        Grant release = seal(id);
        Grant denied = new Grants().keep(decide(null));
        PartyId mechanism = new PartyId(cast.mechanism.party());
        for (Runnable wrong : List.<Runnable>of(
                () -> disclosures.record(
                        bundle(), new RequestId(id), new PartyId(cast.ngo.party()), Instant.now(), List.of(release)),
                () -> disclosures.record(
                        bundle(), new RequestId("req_" + "a".repeat(26)), mechanism, Instant.now(), List.of(release)),
                () -> disclosures.record(bundle(), new RequestId(id), mechanism, Instant.now(), List.of(denied)))) {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        scope.enterSystem();
                        wrong.run();
                    }))
                    .hasStackTraceContaining("not permitted to this recipient");
        }
    }

    @Test
    void whoDepositedItSeesItsDisclosuresAndNobodyElseDoes() throws Exception {
        material(atMost(1));
        String id = cast.submitted(item);
        cast.approved(id);
        seal(id);
        String rows = "sharing_disclosure where request = '" + id + "'";
        String counts = "sharing_counted where request = '" + id + "'";
        assertThat(seen(cast.ngo, rows)).isEqualTo(1);
        assertThat(seen(cast.ngo, counts)).isZero();
        assertThat(seen(cast.mechanism, rows)).isZero();
        assertThat(seen(cast.mechanism, counts)).isZero();
        for (String change : List.of(
                "update sharing_disclosure set recipient = owner_party",
                "delete from sharing_disclosure",
                "delete from sharing_counted",
                "update sharing_counted set request = ''")) {
            assertThatThrownBy(() -> RequestCast.asOwner(change)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> seenBy(cast.ngo, change)).hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void theOwnerIsToldInAPreview() throws Exception {
        material(atMost(1));
        assertThat(preview()).containsOnly("PERMIT");
        String id = cast.submitted(item);
        cast.approved(id);
        seal(id);
        assertThat(preview()).containsOnly("NOT_COVERED");
    }

    private List<String> preview() {
        return cast.ngo
                .sends(Map.of("actions", List.of("INSPECT"), "purposes", List.of("CRIMINAL_INVESTIGATION")))
                .post("/api/v1/items/" + item + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("lines.before.outcome");
    }

    private static Map<String, Object> atMost(int count) {
        Map<String, Object> term = term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE");
        term.put("conditions", List.of(Map.of("code", "MAX_DISCLOSURES", "count", count)));
        return term;
    }

    private void material(Map<String, Object> term) {
        consent = cast.consent(term);
        item = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
    }

    private static BundleId bundle() {
        return BundleId.fresh(RANDOMNESS);
    }

    private Sealable take(String id) {
        return QuarkusTransaction.requiringNew().call(() -> approved.take(new RequestId(id), 1));
    }

    private Grant seal(String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Sealable.Yes yes = yes(id);
            record(id, yes);
            asked = yes.ask();
            return yes.granted().get(0).grant();
        });
    }

    private Sealable.Yes yes(String id) {
        Sealable sealable = approved.take(new RequestId(id), 1);
        assertThat(sealable).isInstanceOf(Sealable.Yes.class);
        return (Sealable.Yes) sealable;
    }

    private void record(String id, Sealable.Yes yes) {
        disclosures.record(
                bundle(),
                new RequestId(id),
                yes.requester(),
                Instant.now(),
                yes.granted().stream().map(Sealable.Granted::grant).toList());
    }

    /** Both have decided before either records; the first commits or not while the second waits to record. */
    private void race(String first, String second, boolean commits) throws Exception {
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch recorded = new CountDownLatch(1);
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    Sealable.Yes yes = yes(second);
                    decided.countDown();
                    await(recorded);
                    record(second, yes);
                }));
        await(decided);
        Runnable earlier = () -> QuarkusTransaction.requiringNew().run(() -> {
            record(first, yes(first));
            recorded.countDown();
            assertThatThrownBy(() -> later.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            if (!commits) {
                throw new IllegalStateException("given up");
            }
        });
        if (commits) {
            earlier.run();
        } else {
            assertThatThrownBy(earlier::run).hasStackTraceContaining("given up");
        }
        later.get(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decides about the same that was sealed last for another request, or for none. */
    private Release decide(String request) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            ReleaseAsk ask = new ReleaseAsk(
                    request == null ? null : new RequestId(request),
                    asked.requester(),
                    asked.caseRef(),
                    asked.actions(),
                    asked.purposes(),
                    asked.proceeding(),
                    asked.places(),
                    asked.parts(),
                    asked.undertakings(),
                    Set.of());
            return releases.decide(ask, List.of(new MaterialRef(new ItemId(item), 1)), Map.of())
                    .get(0);
        });
    }

    private int count(String from) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return number("select count(*) from " + from);
        });
    }

    private int seen(Actor actor, String from) {
        return seenBy(actor, "select count(*) from " + from);
    }

    private int seenBy(Actor actor, String sql) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enter(new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR)));
            return number(sql);
        });
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
