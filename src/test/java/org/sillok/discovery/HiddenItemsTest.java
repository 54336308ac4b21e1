package org.sillok.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ItemId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** Whether there is more, and where to go on, is the same whatever else there is that may not be found. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HiddenItemsTest {
    private static final String ASK =
            "\"ask\":{\"purposes\":[\"CRIMINAL_INVESTIGATION\"],\"places\":{\"STORAGE\":[\"NL\"],\"ONWARD\":[]}}";
    private static final int BATCH = 2;

    @Inject
    TestParties parties;

    @Inject
    SearchBounds bounds;

    @Inject
    Projection projection;

    @Test
    void ofOthersTheyAreToldByNothing() {
        RequestCast cast = new RequestCast(parties);
        for (int i = 0; i < 3; i++) {
            refresh(cast.openItem());
        }
        bound(3);
        List<String> before = answers(cast.mechanism, ASK);
        hide(cast.ngo, 9);
        assertThat(answers(cast.mechanism, ASK)).isEqualTo(before);
        bound(2);
        assertThat(walk(cast.mechanism, ASK)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void amongOnesOwnTheyAreToldByNothing() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        for (int i = 0; i < 3; i++) {
            refresh(TestConsents.item(ngo));
        }
        bound(3);
        List<String> before = answers(ngo, "");
        hide(ngo, 9);
        assertThat(answers(ngo, "")).isEqualTo(before);
        bound(2);
        assertThat(walk(ngo, "")).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void thereIsMoreIfMoreMayBeShownThanIsCounted() {
        RequestCast cast = new RequestCast(parties);
        for (int i = 0; i < 3; i++) {
            refresh(cast.openItem());
        }
        bound(2);
        JsonPath first = search(cast.mechanism, ASK, 50, null);
        assertThat(first.getBoolean("more")).isTrue();
        assertThat(first.getList("items")).hasSize(2);
        JsonPath second = search(cast.mechanism, ASK, 50, first.getString("next"));
        assertThat(second.getBoolean("more")).isFalse();
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
    }

    /** Pages of several sizes, as they were sent. */
    private static List<String> answers(Actor actor, String ask) {
        List<String> answers = new ArrayList<>();
        for (int limit : new int[] {1, 2, 3, 50}) {
            @Nullable String next = null;
            do {
                JsonPath page = search(actor, ask, limit, next);
                answers.add(page.prettify());
                next = page.getString("next");
            } while (next != null);
        }
        return answers;
    }

    private static List<String> walk(Actor actor, String ask) {
        List<String> seen = new ArrayList<>();
        @Nullable String next = null;
        do {
            JsonPath page = search(actor, ask, 50, next);
            seen.addAll(page.getList(ask.isEmpty() ? "items.item" : "items.finding", String.class));
            next = page.getString("next");
        } while (next != null);
        return seen;
    }

    private static JsonPath search(Actor actor, String ask, int limit, @Nullable String cursor) {
        String place = cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"";
        return actor.sends("{\"limit\":" + limit + place + (ask.isEmpty() ? "" : "," + ask) + "}")
                .post("/api/v1/discoveries")
                .then()
                .statusCode(200)
                .body("items.findAll { it == null }", hasSize(0))
                .extract()
                .jsonPath();
    }

    /** Forbidden to everybody, the owner's staff included. They are spread among the others: ids are drawn by lot. */
    private void hide(Actor ngo, int count) {
        String source = TestConsents.source(ngo, "PERSON");
        for (int i = 0; i < count; i++) {
            String item = TestConsents.item(ngo);
            String consent = TestConsents.given(ngo, source, item, term("1", "PROHIBIT", "DISCOVER"));
            TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
            refresh(item);
        }
    }

    private void refresh(String item) {
        projection.refresh(List.of(new ItemId(item)));
    }

    private void bound(int most) {
        QuarkusMock.installMockForInstance(
                new SearchBounds() {
                    @Override
                    int outside() {
                        return most;
                    }

                    @Override
                    int own() {
                        return most;
                    }

                    @Override
                    int outsideBatch() {
                        return BATCH;
                    }

                    @Override
                    int ownBatch() {
                        return BATCH;
                    }
                },
                bounds);
    }
}
