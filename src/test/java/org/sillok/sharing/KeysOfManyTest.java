package org.sillok.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.request.RequestCast.term;

import io.quarkus.arc.ClientProxy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.TestParties;
import org.sillok.kernel.RequestId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestCast;
import org.sillok.request.Sealable;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/** Keys are loaded in as many statements for many items, each with a consent of its own, as for one. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class KeysOfManyTest {
    private static final int MANY = 60;
    private static final int RUNS = 3;

    @Inject
    TestParties parties;

    @Inject
    VaultRepository vault;

    @Inject
    DataSource pool;

    @Inject
    ApprovedRequests approved;

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private RequestCast cast;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
    }

    @Test
    void previews() {
        String few = item(1);
        String many = item(MANY);
        count();
        int one = loadsOf(() -> preview(few));
        assertThat(loadsOf(() -> preview(many))).isEqualTo(one).isPositive();
        assertThat(most.get()).isGreaterThanOrEqualTo(MANY);
    }

    @Test
    void requestDecisions() throws Exception {
        List<String> items = items();
        String few = cast.submitted(items.get(0));
        String many = cast.submitted(items.toArray(String[]::new));
        cast.approved(few);
        cast.approved(many);
        count();
        int one = loadsOf(() -> take(few, 1));
        assertThat(loadsOf(() -> take(many, MANY))).isEqualTo(one).isPositive();
        assertThat(most.get()).isGreaterThanOrEqualTo(MANY);
    }

    @Test
    void discoveries() throws Exception {
        RequestCast small = new RequestCast(parties);
        small.openItem();
        items();
        await(small, 1);
        await(cast, MANY);
        count();
        int one = loadsOf(() -> search(small, 1));
        assertThat(loadsOf(() -> search(cast, MANY))).isEqualTo(one).isPositive();
        assertThat(most.get()).isGreaterThanOrEqualTo(MANY);
    }

    /** An item whose sources said so many things about it. */
    private String item(int consents) {
        String item = TestConsents.item(cast.ngo);
        String source = TestConsents.source(cast.ngo, "PERSON");
        for (int i = 0; i < consents; i++) {
            String consent = TestConsents.given(cast.ngo, source, item, permission());
            TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        }
        return item;
    }

    private List<String> items() {
        String source = TestConsents.source(cast.ngo, "PERSON");
        List<String> items = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String item = TestConsents.item(cast.ngo);
            String consent = TestConsents.given(cast.ngo, source, item, permission());
            TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
            items.add(item);
        }
        return items;
    }

    private static Map<String, Object> permission() {
        return term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE");
    }

    private void preview(String item) {
        cast.ngo
                .sends(Map.of("purposes", List.of("CRIMINAL_INVESTIGATION")))
                .post("/api/v1/items/" + item + "/preview")
                .then()
                .statusCode(200);
    }

    private void take(String request, int lines) {
        Sealable sealable = QuarkusTransaction.requiringNew().call(() -> approved.take(new RequestId(request), 1));
        assertThat(((Sealable.Yes) sealable).granted()).hasSize(lines);
    }

    private static void search(RequestCast cast, int lines) {
        cast.mechanism
                .sends("{\"limit\":100,\"ask\":{\"purposes\":[\"CRIMINAL_INVESTIGATION\"],"
                        + "\"places\":{\"STORAGE\":[\"NL\"],\"ONWARD\":[]}}}")
                .post("/api/v1/discoveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(lines));
    }

    private static void await(RequestCast cast, int lines) throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                search(cast, lines);
                return;
            } catch (AssertionError e) {
                if (i == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Each load of keys is one statement. Until the test ends. */
    private void count() {
        VaultRepository real = ClientProxy.unwrap(vault);
        QuarkusMock.installMockForInstance(
                new VaultRepository(pool) {
                    @Override
                    public List<KeyRow> keysOf(Collection<String> subjects) {
                        loads.incrementAndGet();
                        most.accumulateAndGet(subjects.size(), Math::max);
                        return real.keysOf(subjects);
                    }
                },
                vault);
    }

    /** Others may run beside it (jobs look once a second): the least of several is what it costs. */
    private int loadsOf(Runnable work) {
        work.run();
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            int before = loads.get();
            work.run();
            least = Math.min(least, loads.get() - before);
        }
        return least;
    }
}
