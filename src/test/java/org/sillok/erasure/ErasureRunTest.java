package org.sillok.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.erasure.ErasureCast.ERASURES;
import static org.sillok.erasure.ErasureCast.ITEMS;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.request.RequestCast.number;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.evidence.ItemErasure;
import org.sillok.feed.SettledFeed;
import org.sillok.hold.HoldCast;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ItemId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.KeyDestruction;
import org.sillok.vault.KeyDestructionException;

/** Erasures that are held back, cut off, or meet others who work on the same material. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasureRunTest {
    @Inject
    TestParties parties;

    @Inject
    ErasureSweep sweep;

    @Inject
    KeyDestruction destruction;

    @Inject
    ItemErasure items;

    @Inject
    Scope scope;

    private HoldCast custodians;
    private ErasureCast cast;

    @BeforeEach
    void newCast() {
        cast = new ErasureCast(parties);
        custodians = new HoldCast(parties);
    }

    private String hold(String item) {
        return custodians.placed(custodians.body("PRESERVATION", item));
    }

    @Test
    void aHoldStopsItAndItGoesOnByItselfWhenThatIsLifted() throws Exception {
        String held = cast.item();
        String free = cast.item();
        String id = cast.proposed(held, free);
        String hold = hold(held);
        assertThat(cast.confirmed(id).getString("state")).isEqualTo("BLOCKED");
        cast.custodian
                .request()
                .get(ERASURES + "/" + id + "/items")
                .then()
                .body("items.find { it.item == '" + held + "' }.state", equalTo("HELD"))
                .body("items.find { it.item == '" + held + "' }.holds", equalTo(List.of(hold)))
                .body("items.find { it.item == '" + free + "' }.state", equalTo("ERASED"));
        cast.ngo.request().get(ITEMS + "/" + held).then().statusCode(200);
        problem(cast.ngo.request().get(ITEMS + "/" + free), 410, "erased");
        sweep.sweep();
        assertThat(cast.seen(id).getString("state")).isEqualTo("BLOCKED");
        assertThat(told("ERASURE_BLOCKED")).isEqualTo(1);
        custodians.lifted(hold);
        sweep.sweep();
        assertThat(cast.seen(id).getString("state")).isEqualTo("CLEARED");
        problem(cast.ngo.request().get(ITEMS + "/" + held), 410, "erased");
        sweep.sweep();
        assertThat(told("ERASURE_DONE")).isEqualTo(1);
    }

    private long told(String type) {
        return cast
                .ngo
                .request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .jsonPath()
                .getList("items.type", String.class)
                .stream()
                .filter(type::equals)
                .count();
    }

    @Test
    void whatWasCutOffAfterTheKeyWasGoneGetsItsTombstone() throws Exception {
        String item = cast.item();
        String id = cast.proposed(item);
        String hold = hold(item);
        cast.confirmed(id);
        // As if the process had ended between the destruction and the statement, and the hold had come then.
        assertThatThrownBy(() -> destruction.destroyContent(item)).isInstanceOf(KeyDestructionException.class);
        destroyed(item);
        problem(cast.ngo.request().get(ITEMS + "/" + item), 410, "erased");
        assertThat(cast.seen(id).getInt("erased")).isZero();
        int before = statements(item);
        sweepUntilCleared(id);
        assertThat(statements(item)).as("ERASED, whatever holds it").isEqualTo(before + 1);
        sweep.sweep();
        assertThat(statements(item)).isEqualTo(before + 1);
        custodians.lifted(hold);
    }

    /** By whoever owns the database. */
    private static void destroyed(String item) throws Exception {
        asOwner(
                "delete from vault.vault_object_key where subject = '" + item + "'",
                "delete from vault.vault_subject_key where key_use = 'CONTENT' and subject = '" + item + "'");
    }

    private static int statements(String item) throws Exception {
        return number("select count(*) from custody_statement where key_subject = '" + item + "'");
    }

    @Test
    void twoRunsAtOnceWriteOneTombstone() throws Exception {
        String item = cast.item();
        String id = cast.proposed(item);
        String hold = hold(item);
        cast.confirmed(id);
        custodians.lifted(hold);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> sweeps = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sweeps.add(pool.submit(() -> sweep.sweep()));
            }
            for (Future<?> one : sweeps) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        sweepUntilCleared(id);
        assertThat(statements(item))
                .as("DEPOSITED, HELD, HOLD_LIFTED and ERASED")
                .isEqualTo(4);
    }

    /** Two erasures of the same material end with one tombstone. */
    @Test
    void whatAnotherErasureHasErasedIsErasedHereAsWell() throws Exception {
        String interview = cast.item();
        String transcript = cast.item();
        String second = cast.proposed(transcript);
        cast.derive(transcript, interview).then().statusCode(201);
        String first = cast.proposed(interview);
        assertThat(cast.confirmed(first).getInt("erased")).isEqualTo(2);
        assertThat(cast.confirmed(second).getString("state")).isEqualTo("CLEARED");
        assertThat(statements(transcript)).isEqualTo(3);
    }

    @Test
    void noTombstoneIsWrittenWhileTheKeyIsThere() {
        String item = cast.item();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enterSystem();
                    ItemErasure.Held held = items.hold(new ItemId(item)).orElseThrow();
                    items.tombstone(held, List.of());
                }))
                .hasStackTraceContaining("was not erased");
        cast.ngo.request().get(ITEMS + "/" + item).then().statusCode(200);
    }

    @Test
    void theServiceItselfDestroysNothingThatNobodyConfirmed() {
        String item = cast.item();
        cast.proposed(item);
        assertThatThrownBy(() -> destruction.destroyContent(item)).isInstanceOf(KeyDestructionException.class);
        cast.ngo.request().get(ITEMS + "/" + item).then().statusCode(200);
    }

    @Test
    void whatWasDecidedAndErasedDoesNotChangeBack() throws Exception {
        String item = cast.item();
        String id = cast.erased(item);
        for (String change : List.of(
                "update erasure_erasure set reason = '' where id = '" + id + "'",
                "update erasure_erasure set erased_at = now() where id = '" + id + "'",
                "update erasure_item set state = 'WAITING', erased_at = null, statement = null where erasure = '" + id
                        + "'",
                "delete from erasure_item where erasure = '" + id + "'",
                "delete from erasure_erasure where id = '" + id + "'")) {
            assertThatThrownBy(() -> asOwner(change)).as(change).hasMessageContaining("ERROR");
        }
    }

    /** Whoever makes something from an item at the moment of its erasure comes too late, or it goes as well. */
    @Test
    void nothingThatWasMadeFromItIsLeftWhoeverComesFirst() throws Exception {
        for (int round = 0; round < 4; round++) {
            String interview = cast.item();
            List<String> others = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                others.add(cast.item());
            }
            String id = cast.proposed(interview);
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> made = new ArrayList<>();
                List<Future<Integer>> confirmed = new ArrayList<>();
                Callable<Integer> confirm = () -> {
                    cast.confirm(cast.custodian, id);
                    return 0;
                };
                for (int i = 0; i < others.size(); i++) {
                    String other = others.get(i);
                    made.add(pool.submit(() -> cast.derive(other, interview).statusCode()));
                    if (i == 2) {
                        confirmed.add(pool.submit(confirm));
                    }
                }
                for (Future<Integer> one : confirmed) {
                    one.get();
                }
                for (Future<Integer> one : made) {
                    assertThat(one.get()).isIn(201, 409, 410);
                }
                // Whoever was refused because more was made meanwhile reads again: what was made while that was
                // refused, too.
                for (int i = 0; i < 10 && cast.seen(id).getString("state").equals("PROPOSED"); i++) {
                    cast.confirm(cast.custodian, id);
                }
                sweepUntilCleared(id);
                assertThat(statements(interview)).isEqualTo(2);
                for (int i = 0; i < others.size(); i++) {
                    int status =
                            cast.ngo.request().get(ITEMS + "/" + others.get(i)).statusCode();
                    assertThat(status).isEqualTo(made.get(i).get() == 201 ? 410 : 200);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private void sweepUntilCleared(String id) throws InterruptedException {
        for (int i = 0; i < 100 && !cast.seen(id).getString("state").equals("CLEARED"); i++) {
            sweep.sweep();
            Thread.sleep(100);
        }
        assertThat(cast.seen(id).getString("state")).isEqualTo("CLEARED");
    }
}
