package org.sillok.odrl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.consent.TestConsents.CONSENTS;
import static org.sillok.consent.TestConsents.LONG_AGO;
import static org.sillok.consent.TestConsents.addEvent;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.signed;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.odrl.core.Policy;
import org.sillok.odrl.core.PolicyReader;
import org.sillok.platform.PostgresTestResource;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class InstrumentPolicyResourceTest {
    @Inject
    TestParties parties;

    @Test
    void anAgreementIsAPolicyForThoseWhomItNames() {
        AgreementCast cast = new AgreementCast(parties);
        TestParties.Actor ngo = cast.ngo();
        TestParties.Actor court = cast.mechanism();
        String id = cast.drafted(ngo, draft(List.of(ngo.party()), List.of(court.party())));
        assertThat(agreement(ngo, id, 1).state()).isEqualTo(AgreementState.DRAFT);
        problem(court.request().get(agreementPath(id, 1)), 404, "not-found");
        String signed = cast.inForce(draft(List.of(ngo.party()), List.of(court.party())), ngo, court);
        Agreement agreement = agreement(court, signed, 1);
        assertThat(agreement.ref().id()).isEqualTo(signed);
        assertThat(agreement.state()).isEqualTo(AgreementState.IN_FORCE);
        assertThat(agreement.window().from()).isNotNull();
        assertThat(agreement.clauses()).hasSize(2);
        assertThat(agreement.recipients()).singleElement().hasToString(court.party());
        problem(cast.ngo().request().get(agreementPath(signed, 1)), 404, "not-found");
        problem(ngo.request().get(agreementPath(signed, 2)), 404, "not-found");
        problem(ngo.request().get(agreementPath(signed, 1) + "?x=1"), 400, "unknown-parameter");
        problem(RestAssured.get(agreementPath(signed, 1)), 401, "unauthenticated");
    }

    @Test
    void aVersionThatWasReplacedHasNoPolicy() {
        AgreementCast cast = new AgreementCast(parties);
        TestParties.Actor ngo = cast.ngo();
        TestParties.Actor court = cast.mechanism();
        String id = cast.inForce(draft(List.of(ngo.party()), List.of(court.party())), ngo, court);
        cast.amended(id, draft(List.of(ngo.party()), List.of(court.party())), ngo, court);
        problem(ngo.request().get(agreementPath(id, 1)), 422, "odrl-not-expressible");
        assertThat(agreement(ngo, id, 2).ref().version()).isEqualTo(2);
    }

    @Test
    void aConsentIsAPolicyForItsOrganisationAndSaysWhenItWasWithdrawn() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String form = item(ngo);
        String id = given(ngo, source(ngo, "PERSON"), form, permit("1", "DISCOVER", "INSPECT"));
        Consent consent = consent(ngo, id, 1);
        assertThat(consent.ref().id()).isEqualTo(id);
        assertThat(consent.state()).isEqualTo(ConsentState.GIVEN);
        assertThat(consent.clauses()).hasSize(1);
        problem(ngo.request().get(consentPath(id, 2)), 404, "not-found");
        problem(ngo.request().get(consentPath(id, "x")), 404, "not-found");
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(other.request().get(consentPath(id, 1)), 404, "not-found");
        TestParties.Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR);
        problem(auditor.request().get(consentPath(id, 1)), 403, "forbidden");
        problem(RestAssured.get(consentPath(id, 1)), 401, "unauthenticated");
        Map<String, Object> withdrawal = event("WITHDRAWN", "2025-02-01T09:00:00.000Z");
        withdrawal.put("by", "SELF");
        addEvent(ngo, id, withdrawal).then().statusCode(201);
        assertThat(consent(ngo, id, 1).state()).isEqualTo(ConsentState.WITHDRAWN);
    }

    @Test
    void whatWasExportedIsTranslatedBack() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = given(ngo, source(ngo, "PERSON"), item(ngo), permit("1", "DISCOVER"));
        byte[] policy = ngo.request().get(consentPath(id, 1)).asByteArray();
        TermsResourceTest.imported(ngo, new String(policy, StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .body("type", equalTo("CONSENT"))
                .body("instrument.id", equalTo(id))
                .body("instrument.source", startsWith("src_"))
                .body("clauses", hasSize(1))
                .body("answers", hasSize(0));
    }

    @Test
    void aConsentIsAPseudonymousRecordWithEverythingThatHappened() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String person = source(ngo, "PERSON");
        Map<String, Object> version = signed(item(ngo), permit("1", "DISCOVER", "INSPECT"));
        version.put("note", "Only by way of the clinic in Somewhere.");
        version.put("verification", Map.of("by", "Nobody Real", "at", LONG_AGO, "how", "A call."));
        String id = ngo.sends(Map.of("source", person, "event", event("GIVEN", LONG_AGO), "version", version))
                .post(CONSENTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Response given = ngo.request().accept("application/ld+json").get(recordPath(id));
        given.then()
                .statusCode(200)
                .body("'@type'", equalTo("dpv:ConsentRecord"))
                .body("identifier", equalTo(id))
                .body("dataSubject", equalTo("urn:sillok:id:" + person))
                .body("responsible", equalTo("urn:sillok:id:" + ngo.party()))
                .body("state", equalTo("urn:sillok:vocab:1:consentState:GIVEN"))
                .body("method", equalTo("urn:sillok:vocab:1:consentMethod:SIGNED_FORM"))
                .body("event", hasSize(1))
                .body("event[0].'@type'", equalTo("dpv:ConsentGiven"))
                .body("process", hasSize(1))
                .body("process[0].permission", equalTo("urn:sillok:id:" + id + ":1#clause-1"))
                .body("policy.'@type'", equalTo("Policy"));
        assertThat(given.asString()).doesNotContain("clinic", "Nobody Real", "A call.", "itm_", "usr_");
        assertThat(ngo.request().get(recordPath(id)).asByteArray()).isEqualTo(given.asByteArray());
        assertThat(ngo.request().get(recordPath(id) + "?version=1").asByteArray())
                .isEqualTo(given.asByteArray());
        Map<String, Object> withdrawal = event("WITHDRAWN", "2025-02-01T09:00:00.000Z");
        withdrawal.put("by", "SELF");
        withdrawal.put("reason", "Something private.");
        addEvent(ngo, id, withdrawal).then().statusCode(201);
        Response withdrawn = ngo.request().get(recordPath(id));
        withdrawn
                .then()
                .statusCode(200)
                .body("state", equalTo("urn:sillok:vocab:1:consentState:WITHDRAWN"))
                .body("event[1].'@type'", equalTo("dpv:ConsentWithdrawn"))
                .body("event[1].indicatedBy", equalTo("urn:sillok:id:" + person))
                .body("policy.state", equalTo("urn:sillok:vocab:1:consentState:WITHDRAWN"));
        assertThat(withdrawn.asString()).doesNotContain("private");
    }

    @Test
    void aRecordIsForTheOrganisationOnlyAndOfWhatCounts() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = given(ngo, source(ngo, "PERSON"), item(ngo), permit("1", "DISCOVER"));
        problem(RestAssured.get(recordPath(id)), 401, "unauthenticated");
        TestParties.Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR);
        problem(auditor.request().get(recordPath(id)), 403, "forbidden");
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(other.request().get(recordPath(id)), 404, "not-found");
        problem(ngo.request().get(recordPath("con_nothing")), 404, "not-found");
        problem(ngo.request().get(recordPath(id) + "?version=2"), 404, "not-found");
        problem(ngo.request().get(recordPath(id) + "?version=x"), 404, "not-found");
        problem(ngo.request().get(recordPath(id) + "?x=1"), 400, "unknown-parameter");
        String organisation = given(ngo, source(ngo, "ORGANISATION"), item(ngo), permit("1", "DISCOVER"));
        problem(ngo.request().get(recordPath(organisation)), 422, "odrl-not-expressible");
    }

    @Test
    void beforeThereIsAVersionARecordHasEventsAndNoTerms() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = ngo.sends(Map.of("source", source(ngo, "PERSON"), "event", event("REQUESTED", LONG_AGO)))
                .post(CONSENTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ngo.request()
                .get(recordPath(id))
                .then()
                .statusCode(200)
                .body("'@id'", equalTo("urn:sillok:id:" + id + "#record"))
                .body("event[0].'@type'", equalTo("dpv:ConsentRequested"))
                .body("policy", nullValue())
                .body("process", nullValue());
        problem(ngo.request().get(recordPath(id) + "?version=1"), 404, "not-found");
    }

    @Test
    void theWordsAndShapesOfRecordsArePublishedToEveryRole() {
        TestParties.Actor auditor = parties.newPartyWith(Role.AUDITOR);
        Response words = auditor.request().accept("text/turtle").get("/api/v1/vocabularies/consent-record");
        words.then().statusCode(200);
        assertThat(words.asString()).contains("sh:targetClass dpv:ConsentRecord");
        problem(RestAssured.get("/api/v1/vocabularies/consent-record"), 401, "unauthenticated");
    }

    private static String recordPath(String id) {
        return CONSENTS + id + "/record";
    }

    private static Agreement agreement(TestParties.Actor actor, String id, int version) {
        return ((Policy.OfAgreement)
                        policy(actor.request().accept("application/ld+json").get(agreementPath(id, version))))
                .agreement();
    }

    private static Consent consent(TestParties.Actor actor, String id, int version) {
        return ((Policy.OfConsent) policy(actor.request().get(consentPath(id, version)))).consent();
    }

    private static Policy policy(Response answer) {
        answer.then().statusCode(200);
        return PolicyReader.read(answer.asByteArray());
    }

    private static String agreementPath(String id, int version) {
        return "/api/v1/agreements/" + id + "/versions/" + version + "/odrl";
    }

    private static String consentPath(String id, Object version) {
        return "/api/v1/consents/" + id + "/versions/" + version + "/odrl";
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
