package org.sillok.consent.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.consent.TestConsents.ITEMS;
import static org.sillok.consent.TestConsents.addVersion;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.proven;
import static org.sillok.consent.TestConsents.signed;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

/** A program narrows, and proposes nothing that waits for a second person. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProgramsAndConsentsTest {
    private static final String SPRING = "2024-04-01T00:00:00.000Z";
    private static final String SUMMER = "2024-07-01T00:00:00.000Z";

    @Inject
    TestParties parties;

    private Actor ngo;
    private Actor program;
    private String form;

    @BeforeEach
    void anOrganisationWithAProgram() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor user = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        String token = parties.custodian()
                .sends(Map.of(
                        "user", user.user(),
                        "roles", List.of("CONTRIBUTOR"),
                        "access", "READ_AND_WRITE",
                        "label", "import",
                        "validFor", "PT1H"))
                .post("/api/v1/api-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        program = new Actor(ngo.party(), user.user(), token);
        form = item(ngo);
    }

    @Test
    void aConsentIsNarrowedAndNotWidened() {
        String consent = given(ngo, source(ngo, "PERSON"), form, permit("1", "DISCOVER", "INSPECT"));
        addVersion(program, consent, event("NARROWED", SPRING), signed(form, permit("1", "DISCOVER")))
                .then()
                .statusCode(201);
        refused(addVersion(
                program, consent, proven("WIDENED", SUMMER, form), signed(form, permit("1", "DISCOVER", "INSPECT"))));
        // Not even the version that it would have put in force is left.
        ngo.request()
                .get(TestConsents.CONSENTS + consent + "/versions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2));
        addVersion(ngo, consent, proven("WIDENED", SUMMER, form), signed(form, permit("1", "DISCOVER", "INSPECT")))
                .then()
                .statusCode(202);
    }

    @Test
    void anItemIsBoundToAConsentAndNotReleasedFromIt() {
        String consent = given(ngo, source(ngo, "PERSON"), form, permit("1", "DISCOVER"));
        String item = item(ngo);
        TestConsents.bind(program, item, null, consent).then().statusCode(201);
        String binding = ngo.request()
                .get(ITEMS + item + "/bindings")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        Map<String, Object> body = new HashMap<>(Map.of("reason", "bound by mistake"));
        body.put("evidence", TestConsents.evidence(form));
        refused(program.sends(body).delete(ITEMS + item + "/bindings/" + binding));
        Map<String, Object> open = new HashMap<>(body);
        open.put("source", source(ngo, "PUBLIC_SOURCE"));
        open.put("relation", "TESTIMONY_OF");
        refused(program.sends(open).post(ITEMS + item + "/bindings"));
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"))
                .body("detail", equalTo(ProgramAdmission.NO_PERSON));
    }
}
