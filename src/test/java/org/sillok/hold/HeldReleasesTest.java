package org.sillok.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.lines;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.evidence.Derivations;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;

/** What is held back is not approved, whatever was decided before; and what withdrawals write does likewise. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HeldReleasesTest {
    private static final String WITHDRAWAL = "wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    HeldBack heldBack;

    @Inject
    Restrictions restrictions;

    @Inject
    Derivations derivations;

    @Inject
    Scope scope;

    private RequestCast cast;
    private HoldCast custodians;
    private String item;
    private String request;

    @BeforeEach
    void aRequestThatWouldBeGranted() throws Exception {
        cast = new RequestCast(parties);
        custodians = new HoldCast(parties);
        item = cast.openItem();
        request = cast.submitted(item);
        assertThat(standing()).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void aLegalHoldVoidsWhatWasToBeApprovedUntilItIsLifted() {
        JsonPath shown = cast.toApprove(request);
        String hold = custodians.placed(custodians.body("LEGAL", item));
        problem(cast.approve(cast.ngo, cast.key, request, shown), 409, "basis-changed");
        assessed();
        // Who asked does not even learn that there is something, let alone of a hold.
        assertThat(standing()).isEqualTo("NOT_AVAILABLE");
        assertThat(lines(cast.mechanism, request).prettify()).doesNotContain("HELD", "HOLD");
        assertThat(lines(cast.ngo, request).getString("items[0].reasons")).contains("HELD_BACK", "HOLD");
        cast.ngo.request().get(TestConsents.ITEMS + item).then().statusCode(200);
        custodians.lifted(hold);
        assessed();
        assertThat(standing()).isEqualTo("AWAITING_APPROVAL");
        cast.approved(request);
        assertThat(standing()).isEqualTo("APPROVED");
    }

    @Test
    void aPreservationHoldForbidsToEraseAndNothingElse() {
        String hold = custodians.placed(custodians.body("PRESERVATION", item));
        cast.approved(request);
        assertThat(standing()).isEqualTo("APPROVED");
        assertThat(inSystem(() -> heldBack.of(List.of(new ItemId(item))))).isEmpty();
        assertThat(inSystem(() -> heldBack.fromErasure(List.of(new ItemId(item)))))
                .isEqualTo(Map.of(new ItemId(item), List.of(new HoldId(hold))));
        custodians.lifted(hold);
        assertThat(inSystem(() -> heldBack.fromErasure(List.of(new ItemId(item)))))
                .isEmpty();
    }

    @Test
    void aHoldIsSeenFromEveryScope() {
        String hold = custodians.placed(custodians.body("LEGAL", item));
        Map<ItemId, List<Guard>> seen =
                QuarkusTransaction.requiringNew().call(() -> heldBack.of(List.of(new ItemId(item))));
        assertThat(seen).isEqualTo(Map.of(new ItemId(item), List.of(new Guard(GuardCode.HOLD, hold))));
    }

    @Test
    void theMaterialOfARequestIsHeldByNamingIt() {
        String hold = custodians.placed(custodians.bodyOf("LEGAL", request));
        custodians
                .first
                .request()
                .get(HoldCast.HOLDS + "/" + hold + "/items")
                .then()
                .statusCode(200)
                .body("items.item", equalTo(List.of(item)));
    }

    @Test
    void whatIsWithdrawnIsNotReleasedAndItsOwnerReadsItUnlessItIsRestricted() {
        for (Level level : Level.values()) {
            String withdrawal = "wdr_of_" + level;
            inSystem(() -> {
                derivations.holdForChange(List.of(new ItemId(item)));
                restrictions.restrict(
                        new ItemId(item), new PartyId(cast.ngo.party()), level, withdrawal, Instant.now());
                return null;
            });
            boolean read = level.guard() == GuardCode.WITHDRAWN;
            assertThat(cast.ngo.request().get(TestConsents.ITEMS + item).statusCode())
                    .as(level.name())
                    .isEqualTo(read ? 200 : 404);
            assessed();
            assertThat(standing()).as(level.name()).isEqualTo("NOT_AVAILABLE");
            inSystem(() -> {
                restrictions.lift(withdrawal, Instant.now());
                return null;
            });
            cast.ngo.request().get(TestConsents.ITEMS + item).then().statusCode(200);
        }
        assessed();
        assertThat(standing()).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void theStrictestOfSeveralWithdrawalsCountsAndLiftingOneLeavesTheOthers() {
        inSystem(() -> {
            PartyId owner = new PartyId(cast.ngo.party());
            restrictions.restrict(new ItemId(item), owner, Level.NO_NEW_SHARING, WITHDRAWAL, Instant.now());
            restrictions.restrict(new ItemId(item), owner, Level.NO_NEW_SHARING, WITHDRAWAL, Instant.now());
            restrictions.restrict(new ItemId(item), owner, Level.RESTRICT, "wdr_b" + "a".repeat(25), Instant.now());
            return null;
        });
        assertThat(codes()).containsExactlyInAnyOrder(GuardCode.WITHDRAWN, GuardCode.RESTRICTED);
        inSystem(() -> {
            restrictions.lift(WITHDRAWAL, Instant.now());
            return null;
        });
        assertThat(codes()).containsExactly(GuardCode.RESTRICTED);
        problem(cast.ngo.request().get(TestConsents.ITEMS + item), 404, "not-found");
    }

    @Test
    void whoPlacesAHoldWaitsForWhoIsJustReleasing() throws Exception {
        String hold = custodians.proposed(custodians.body("LEGAL", item));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> releasing = pool.submit(() -> inSystem(() -> {
                derivations.hold(List.of(new ItemId(item)));
                held.countDown();
                return released.await(60, TimeUnit.SECONDS);
            }));
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
            Future<Integer> placing = pool.submit(
                    () -> HoldCast.act(custodians.second, hold, "confirm").statusCode());
            assertThatThrownBy(() -> placing.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(codes()).isEmpty();
            released.countDown();
            assertThat(releasing.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(placing.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(codes()).containsExactly(GuardCode.HOLD);
        } finally {
            released.countDown();
            pool.shutdownNow();
        }
    }

    private List<GuardCode> codes() {
        return inSystem(() -> heldBack.of(List.of(new ItemId(item)))).getOrDefault(new ItemId(item), List.of()).stream()
                .map(Guard::code)
                .toList();
    }

    private String standing() {
        return lines(cast.mechanism, request).getString("items[0].standing");
    }

    private void assessed() {
        cast.ngo
                .request()
                .post(RequestCast.REQUESTS + "/" + request + "/assessments")
                .then()
                .statusCode(200);
    }

    private <T> T inSystem(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return work.call();
        });
    }
}
