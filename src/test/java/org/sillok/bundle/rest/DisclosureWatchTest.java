package org.sillok.bundle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.DisclosureWatch;
import org.sillok.hold.HoldCast;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DisclosureWatchTest extends DeliveryCase {
    private static final String LIST = "/api/v1/disclosures?state=NOT_PERMITTED_NOW";
    private static final String TOLD = "DISCLOSURE_NOT_PERMITTED_NOW";

    @Inject
    DisclosureWatch watch;

    @Test
    void whatWasHandedOverAndIsNotPermittedAnyMoreIsListedAndToldOnce() {
        HoldCast custodians = new HoldCast(parties);
        String bundle = accepted(FIRST);
        String never = ready(SECOND);
        part(bundle, 1).then().statusCode(200);
        watch.look();
        assertThat(found(cast.ngo, bundle)).isEmpty();
        String hold = custodians.placed(custodians.body("LEGAL", item));
        problem(part(bundle, 1), 409, "bundle-void");
        watch.look();
        watch.look();
        assertThat(found(cast.ngo, bundle)).hasSize(1);
        Map<String, Object> one = found(cast.ngo, bundle).get(0);
        assertThat(one)
                .containsEntry("item", item)
                .containsEntry("version", 1)
                .containsEntry("recipient", cast.mechanism.party())
                .containsEntry("owner", cast.ngo.party())
                .containsEntry("outcome", "DENY");
        assertThat(found(parties.custodian(), bundle)).isEqualTo(List.of(one));
        assertThat(found(cast.ngo, never)).as("what nobody was sent nobody has").isEmpty();
        assertThat(told(cast.ngo, bundle)).containsOnlyOnce(TOLD);
        assertThat(told(cast.mechanism, bundle)).doesNotContain(TOLD);
        custodians.lifted(hold);
        watch.look();
        assertThat(found(cast.ngo, bundle)).isEmpty();
        custodians.placed(custodians.bodyOf("LEGAL", bundle));
        watch.look();
        assertThat(found(cast.ngo, bundle)).hasSize(1);
        assertThat(told(cast.ngo, bundle)).filteredOn(TOLD::equals).hasSize(2);
    }

    @Test
    void whoLeavesOutTheLastByteIsLookedAtAllTheSame() {
        HoldCast custodians = new HoldCast(parties);
        String bundle = accepted(FIRST);
        cast.mechanism
                .request()
                .accept("*/*")
                .header("Range", "bytes=0-0")
                .get("/api/v1/bundles/" + bundle + "/parts/1")
                .then()
                .statusCode(206);
        custodians.placed(custodians.body("LEGAL", item));
        watch.look();
        assertThat(found(cast.ngo, bundle)).hasSize(1);
    }

    @Test
    void whomItDoesNotConcernSeesNothingOfIt() {
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        assertThat(all(other)).isEmpty();
        problem(cast.mechanism.request().get("/api/v1/disclosures"), 400, "invalid-parameter");
        problem(cast.mechanism.request().get("/api/v1/disclosures?state=GIVEN"), 400, "invalid-parameter");
        problem(parties.newPartyWith(Role.INVESTIGATOR).request().get(LIST), 403, "forbidden");
        problem(parties.newPartyWith(Role.AUDITOR).request().get(LIST), 403, "forbidden");
    }

    private static List<Map<String, Object>> found(Actor actor, String bundle) {
        return all(actor).stream()
                .filter(one -> bundle.equals(one.get("bundle")))
                .toList();
    }

    private static List<Map<String, Object>> all(Actor actor) {
        List<Map<String, Object>> all = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = actor.request()
                    .get(LIST + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> items = page.getList("items");
            all.addAll(items);
            next = page.getString("next");
        } while (next != null);
        return all;
    }
}
