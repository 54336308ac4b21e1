package org.sillok.bundle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.erasure.ErasureCast;
import org.sillok.platform.PostgresTestResource;

/** A bundle that is kept for handing over, and something in it is erased. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasedBundleTest extends DeliveryCase {
    @Test
    void isHandedOverNoMoreAndEnds() throws Exception {
        String id = accepted(FIRST);
        part(id, 1).then().statusCode(200);
        ErasureCast erasure = new ErasureCast(parties, cast.ngo);
        String erased = erasure.erased(item);
        assertThat(erasure.seen(erased).getInt("cleared")).isEqualTo(1);
        problem(part(id, 1), 410, "bundle-expired");
        assertThat(told(cast.mechanism, id)).contains("BUNDLE_EXPIRED");
        // What was delivered before stays on record.
        assertThat(types(cast.mechanism, id)).contains("SEALED", "DELIVERED", "BUNDLE_EXPIRED");
    }

    @Test
    void whatWasErasedStillCountsAmongWhatItsOwnerGaveAway() throws Exception {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            own.add(cast.openItem());
        }
        request = cast.submitted(own.toArray(String[]::new));
        cast.approved(request);
        String id = accepted(FIRST);
        part(id, 1).then().statusCode(200);
        assertThat(seen(cast.ngo, id).getInt("items")).isEqualTo(3);
        new ErasureCast(parties, cast.ngo).erased(own.get(1));
        assertThat(seen(cast.ngo, id).getInt("items")).isEqualTo(3);
        JsonPath items = cast.ngo
                .request()
                .get(BUNDLES + id + "/items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(items.getList("items.item", String.class)).containsExactlyInAnyOrderElementsOf(own);
        // What a term hides stays hidden beside it.
        String hiding = cast.consent(term("1", "PROHIBIT", "DISCOVER"));
        TestConsents.bind(cast.ngo, own.get(0), null, hiding).then().statusCode(201);
        assertThat(seen(cast.ngo, id).getInt("items")).isEqualTo(2);
    }

    @Test
    void theLinesOfARequestStillNameIt() throws Exception {
        List<String> own = List.of(cast.openItem(), cast.openItem());
        String id = cast.submitted(own.toArray(String[]::new));
        new ErasureCast(parties, cast.ngo).erased(own.get(0));
        JsonPath lines = cast.ngo
                .request()
                .get("/api/v1/requests/" + id + "/lines")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(lines.getList("items.item", String.class)).containsExactlyInAnyOrderElementsOf(own);
    }

    @Test
    void cannotBeSealedAnyMore() throws Exception {
        new ErasureCast(parties, cast.ngo).erased(item);
        problem(
                cast.mechanism.sends(Map.of("revision", 1)).post("/api/v1/requests/" + request + "/bundles"),
                409,
                "not-sealable");
    }
}
