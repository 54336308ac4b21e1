package org.sillok.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.hold.HoldCast.state;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HoldSweepTest {
    @Inject
    TestParties parties;

    @Inject
    HoldSweep sweep;

    @Inject
    HeldBack heldBack;

    @Inject
    Scope scope;

    private HoldCast cast;
    private Actor ngo;

    @BeforeEach
    void anOrganisation() {
        cast = new HoldCast(parties);
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
    }

    @Test
    void aHoldThatEndsByItselfEndsAndThatIsPutOnRecordOnce() throws Exception {
        String item = TestConsents.item(ngo);
        Map<String, Object> body = cast.body("LEGAL", item);
        Instant until = Timestamps.truncate(Instant.now().plusSeconds(5));
        body.put("until", Timestamps.format(until));
        String id = cast.placed(body);
        String late = cast.proposed(body);
        assertThat(isHeld(item)).isTrue();
        while (!Instant.now().isAfter(until)) {
            Thread.sleep(100);
        }
        assertThat(isHeld(item)).as("it counts before it is on record").isFalse();
        problem(HoldCast.act(cast.second, late, "confirm"), 409, "conflict");
        sweep.sweep();
        assertThat(state(cast.first, id)).isEqualTo("LIFTED");
        JsonPath seen = cast.first.request().get(HoldCast.HOLDS + "/" + id).jsonPath();
        assertThat(seen.getList("steps.act")).isEqualTo(List.of("PROPOSED", "PLACED", "LAPSED"));
        assertThat(seen.getString("steps[2].by")).isNull();
        sweep.sweep();
        assertThat(told(ngo, id)).containsExactly("HOLD_PLACED", "HOLD_LIFTED");
        assertThat(told(cast.first, id)).containsExactly("HOLD_LIFTED");
        assertThat(cast.first
                        .request()
                        .get(HoldCast.HOLDS + "/" + id)
                        .jsonPath()
                        .getList("steps"))
                .hasSize(3);
        problem(HoldCast.why(cast.first, id, "lift"), 409, "conflict");
    }

    @Test
    void ofManyItemsAllAreHeldAtOnceAndTheirStreamsFollow() throws Exception {
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= HoldRecord.BATCH; i++) {
            items.add(TestConsents.item(ngo));
        }
        String id = cast.placed(cast.body("LEGAL", items.toArray(String[]::new)));
        for (String item : items) {
            assertThat(isHeld(item)).isTrue();
        }
        sweep.sweep();
        assertThat(said(id, "HELD")).isEqualTo(items.size());
        cast.lifted(id);
        sweep.sweep();
        assertThat(said(id, "HOLD_LIFTED")).isEqualTo(items.size());
        assertThat(told(ngo, id)).containsExactly("HOLD_PLACED", "HOLD_LIFTED");
    }

    @Test
    void theDatabaseItselfKeepsWhatWasRecordedOfAHold() {
        String id = cast.placed(cast.body("LEGAL", TestConsents.item(ngo)));
        for (String change : List.of(
                "delete from hold_hold where id = '" + id + "'",
                "delete from hold_item where hold = '" + id + "'",
                "update hold_step set act = 'LIFTED' where hold = '" + id + "'",
                "update hold_hold set state = 'PROPOSED' where id = '" + id + "'",
                "update hold_hold set state = 'LIFTED', ended_at = now() where id = '" + id + "'",
                "update hold_hold set confirmed_by = proposed_by where id = '" + id + "'",
                "update hold_hold set stated = 'HOLD_LIFTED', state = 'REJECTED' where id = '" + id + "'",
                "update hold_item set stated = null where hold = '" + id + "'")) {
            assertThat(isRefused(change)).as(change).isTrue();
        }
        assertThat(state(cast.first, id)).isEqualTo("PLACED");
    }

    private static boolean isRefused(String change) {
        try {
            RequestCast.asOwner(change);
            return false;
        } catch (SQLException refused) {
            return true;
        }
    }

    private static int said(String hold, String what) throws Exception {
        return RequestCast.number(
                "select count(*) from hold_item where hold = '" + hold + "' and stated = '" + what + "'");
    }

    private boolean isHeld(String item) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return !heldBack.of(List.of(new ItemId(item))).isEmpty();
        });
    }

    private static List<String> told(Actor actor, String subject) {
        JsonPath page = actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200&type=HOLD_PLACED,HOLD_LIFTED"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return page.getList("items.findAll { it.subject == '" + subject + "' }.type");
    }
}
