package org.sillok.evidence.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.request.RequestCast.term;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.discovery.Projection;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.ItemId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.SqlCount;
import org.sillok.request.RequestCast;

/** A page of a list costs the same statements, and so does one thing of which much is known: none for each line. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ListQueriesTest {
    private static final String ITEMS = "/api/v1/items/";
    private static final int MANY = 50;

    @Inject
    TestParties parties;

    @Inject
    AgroalDataSource pool;

    @Inject
    Projection projection;

    @Test
    void itemsSourcesConsentsAndUsers() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        List<ItemId> items = new ArrayList<>();
        for (int i = 0; i <= MANY; i++) {
            items.add(new ItemId(bound(ngo, TestConsents.source(ngo, "PERSON"), term("1", "PERMIT", "DISCOVER"))));
            labelledUser(ngo);
        }
        projection.refresh(items);
        SqlCount count = SqlCount.of(pool);
        for (String list : List.of("items", "sources", "consents")) {
            assertSame(count, list, size -> page(ngo, list, size));
        }
        assertSame(count, "users", size -> page(parties.custodian(), "parties/" + ngo.party() + "/users", size));
        assertSame(
                count,
                "own search",
                size -> ngo.sends("{\"limit\":" + size + "}")
                        .post("/api/v1/discoveries")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(size)));
    }

    @Test
    void whatIsFoundOfOthers() {
        RequestCast cast = new RequestCast(parties);
        List<ItemId> items = new ArrayList<>();
        for (int i = 0; i <= MANY; i++) {
            items.add(new ItemId(cast.openItem()));
        }
        projection.refresh(items);
        SqlCount count = SqlCount.of(pool);
        assertSame(count, "search", size -> search(cast, size));
        RequestCast other = new RequestCast(parties);
        projection.refresh(List.of(new ItemId(other.openItem())));
        assertThat(count.of(() -> search(other, 1))).isEqualTo(count.of(() -> search(cast, 1)));
    }

    @Test
    void statementsReceiptsAndBindingsOfAnItem() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String source = TestConsents.source(ngo, "PERSON");
        String few = TestConsents.item(ngo);
        String many = TestConsents.item(ngo);
        for (String item : List.of(few, many)) {
            for (int i = 0; i < (item.equals(many) ? MANY : 1); i++) {
                bind(ngo, source, item, term("1", "PERMIT", "DISCOVER"));
            }
        }
        awaitReceipt(ngo, few);
        awaitReceipt(ngo, many);
        SqlCount count = SqlCount.of(pool);
        assertSame(count, "statements", size -> page(ngo, "items/" + many + "/statements", size));
        for (String of : List.of("/receipt", "/bindings", "/head")) {
            long one = count.of(() -> get(ngo, few + of));
            assertThat(count.of(() -> get(ngo, many + of)))
                    .as(of)
                    .isEqualTo(one)
                    .isPositive();
        }
    }

    @Test
    void versionsThatWereDerivedFromOtherItems() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String few = TestConsents.item(ngo);
        String many = TestConsents.item(ngo);
        derive(ngo, few, TestConsents.item(ngo));
        for (int i = 0; i < MANY; i++) {
            derive(ngo, many, TestConsents.item(ngo));
        }
        SqlCount count = SqlCount.of(pool);
        long one = count.of(() -> get(ngo, few));
        assertThat(count.of(() -> get(ngo, many))).isEqualTo(one).isPositive();
    }

    private interface Look {
        void at(int size);
    }

    private static void assertSame(SqlCount count, String list, Look look) {
        long one = count.of(() -> look.at(1));
        assertThat(count.of(() -> look.at(MANY))).as(list).isEqualTo(one).isPositive();
    }

    private static void page(Actor actor, String list, int size) {
        actor.request()
                .get("/api/v1/" + list + "?limit=" + size)
                .then()
                .statusCode(200)
                .body("items", hasSize(size));
    }

    private static void get(Actor actor, String item) {
        actor.request().accept("*/*").get(ITEMS + item).then().statusCode(200);
    }

    private static void awaitReceipt(Actor actor, String item) {
        actor.request()
                .accept("*/*")
                .header("Prefer", "wait=30")
                .get(ITEMS + item + "/receipt")
                .then()
                .statusCode(200);
    }

    private static void search(RequestCast cast, int size) {
        cast.mechanism
                .sends("{\"limit\":" + size + ",\"ask\":{\"purposes\":[\"CRIMINAL_INVESTIGATION\"],"
                        + "\"places\":{\"STORAGE\":[\"NL\"],\"ONWARD\":[]}}}")
                .post("/api/v1/discoveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(size));
    }

    private static String bound(Actor ngo, String source, Map<String, Object> term) {
        String item = TestConsents.item(ngo);
        bind(ngo, source, item, term);
        return item;
    }

    private static void bind(Actor ngo, String source, String item, Map<String, Object> term) {
        String consent = TestConsents.given(ngo, source, item, term);
        TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
    }

    private void labelledUser(Actor ngo) {
        parties.custodian()
                .sends(Map.of("roles", List.of(Role.AUDITOR), "label", "somebody invented"))
                .post("/api/v1/parties/" + ngo.party() + "/users")
                .then()
                .statusCode(201);
    }

    private static void derive(Actor ngo, String item, String parent) {
        ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"activity\":\"OCR\",\"parents\":[{\"item\":\"" + parent + "\",\"version\":1}]}")
                        .file("text.txt", "abc".getBytes(StandardCharsets.UTF_8))
                        .end()
                        .bytes())
                .post(ITEMS + item + "/versions")
                .then()
                .statusCode(201);
    }
}
