package org.sillok.agreement.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sillok.agreement.AgreementCast.PATH;
import static org.sillok.agreement.AgreementCast.act;
import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.agreement.AgreementCast.etag;
import static org.sillok.agreement.AgreementCast.events;
import static org.sillok.agreement.AgreementCast.paper;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.agreement.AgreementCast.propose;
import static org.sillok.agreement.AgreementCast.read;
import static org.sillok.agreement.AgreementCast.with;
import static org.sillok.agreement.AgreementCast.without;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AgreementResourceTest {
    private static final String ABSENT = "agr_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    EntityManager entities;

    @Inject
    Scope scope;

    private AgreementCast cast;
    private TestParties.Actor ngo;
    private TestParties.Actor court;
    private TestParties.Actor stranger;

    @BeforeEach
    void organisations() {
        cast = new AgreementCast(parties);
        ngo = cast.ngo();
        court = cast.mechanism();
        stranger = cast.ngo();
    }

    private Map<String, Object> memorandum() {
        return draft(List.of(ngo.party()), List.of(court.party()));
    }

    @Test
    void anAgreementLivesFromItsDraftToItsTermination() {
        Response made = ngo.sends(memorandum()).post(PATH);
        made.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/agreements/agr_[a-z2-7]{26}"))
                .body("state", equalTo("DRAFT"))
                .body("version.number", equalTo(1))
                .body("version.content.title.ko", equalTo("공유에 관한 양해각서"))
                .body("version.content.prohibitionsSurvive", equalTo(true))
                .body("version.signatures.state", equalTo(List.of("MISSING", "MISSING")));
        String id = made.path("id");
        problem(court.request().get(PATH + "/" + id), 404, "not-found");
        court.request().get(PATH).then().statusCode(200).body("items", hasSize(0));
        propose(ngo, id).then().statusCode(200).body("state", equalTo("PROPOSED"));
        assertThat(read(court, id).getString("state")).isEqualTo("PROPOSED");
        problem(
                ngo.sends(memorandum()).header("If-Match", etag(ngo, id)).put(PATH + "/" + id + "/versions/1"),
                409,
                "conflict");

        act(ngo, id, "sign", paper(ngo)).then().statusCode(200).body("version.signatures.state", hasItem("RECORDED"));
        act(parties.custodian(), id, "confirm", Map.of("party", ngo.party()))
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"))
                .body("version.signatures.state", hasItem("SIGNED"));
        cast.signOnPaper(court, id)
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_FORCE"))
                .body("versionInForce", equalTo(1));
        act(court, id, "suspend", Map.of("reason", "A leak is looked into"))
                .then()
                .statusCode(200)
                .body("state", equalTo("SUSPENDED"))
                .body("suspendedBy", equalTo(court.party()));
        problem(act(ngo, id, "resume", Map.of("reason", "We want to")), 403, "forbidden");
        act(court, id, "resume", Map.of("reason", "There was none"))
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_FORCE"))
                .body("suspendedBy", nullValue());
        act(ngo, id, "terminate", Map.of("reason", "Superseded", "effect", "RETURN"))
                .then()
                .statusCode(200)
                .body("state", equalTo("TERMINATED"));
        problem(act(ngo, id, "versions", memorandum()), 409, "conflict");
        assertThat(events(ngo, id))
                .containsExactly(
                        "DRAFTED",
                        "PROPOSED",
                        "SIGNATURE_RECORDED",
                        "SIGNED",
                        "SIGNATURE_RECORDED",
                        "SIGNED",
                        "IN_FORCE",
                        "SUSPENDED",
                        "RESUMED",
                        "TERMINATED");
        assertThat(statements(id)).as("one statement per event, in its stream").isEqualTo(digests(ngo, id));
    }

    /** Digests of the statements of an agreement's stream, in their order. */
    private List<String> statements(String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enter(new Caller(new PartyId(court.party()), new UserId(court.user()), Set.of()));
            List<?> rows = entities.createNativeQuery(
                            "select encode(s.digest, 'hex') from custody_statement s join custody_stream t on t.id = s.stream"
                                    + " where t.kind = 'AGREEMENT' and t.subject = ?1 order by s.seq")
                    .setParameter(1, id)
                    .getResultList();
            List<String> digests = new ArrayList<>();
            rows.forEach(row -> digests.add(String.valueOf(row)));
            return digests;
        });
    }

    private static List<String> digests(TestParties.Actor actor, String id) {
        List<String> digests = new ArrayList<>();
        for (String digest :
                actor.request().get(PATH + "/" + id + "/history").jsonPath().getList("items.statement", String.class)) {
            digests.add(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(digest)));
        }
        return digests;
    }

    @Test
    void aPartySignsExactlyTheBytesThatItIsShownWithItsOwnKey() {
        String id = cast.drafted(ngo, memorandum());
        propose(ngo, id).then().statusCode(200);
        byte[] text = ngo.request()
                .get(PATH + "/" + id + "/versions/1/text")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        JsonObject document = StrictJson.parse(text).asObject();
        assertThat(CanonicalJson.write(document)).isEqualTo(text);
        assertThat(document.text("type")).isEqualTo("sillok/agreement/1");
        assertThat(Base64.getUrlDecoder().decode(document.text("salt"))).hasSize(16);
        assertThat(read(ngo, id).getString("version.digest"))
                .isEqualTo(Sha2.sha256(text).base64Url());
        P256PrivateKey ours = signingKey(ngo);
        P256PrivateKey theirs = signingKey(court);
        Map<String, Object> foreign = Map.of("signature", base64(theirs.sign(text)));
        act(ngo, id, "sign", foreign)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"))
                .body("pointer", equalTo("/signature"));
        byte[] altered = text.clone();
        altered[altered.length / 2] ^= 1;
        problem(act(ngo, id, "sign", Map.of("signature", base64(ours.sign(altered)))), 400, "invalid-field");
        act(ngo, id, "sign", Map.of("signature", base64(ours.sign(text))))
                .then()
                .statusCode(200);
        problem(act(ngo, id, "sign", Map.of("signature", base64(ours.sign(text)))), 409, "conflict");
        act(court, id, "sign", foreign).then().statusCode(200).body("state", equalTo("IN_FORCE"));
        JsonPath history = ngo.request().get(PATH + "/" + id + "/history").jsonPath();
        assertThat(history.getString("items[2].details.way")).isEqualTo("PARTY_KEY");
        assertThat(history.getString("items[2].details.key")).startsWith("key_");
        assertThat(history.getString("items[2].party")).isEqualTo(ngo.party());
    }

    private P256PrivateKey signingKey(TestParties.Actor actor) {
        P256PrivateKey key = P256PrivateKey.generate(new SecureRandom());
        String spki = base64(key.publicKey().spki());
        String proof = "sillok/party-key/1\n" + actor.party() + "\nSIGNING\n" + spki + "\n";
        String keys = "/api/v1/parties/" + actor.party() + "/keys";
        String id = actor.sends(Map.of(
                        "use",
                        "SIGNING",
                        "publicKey",
                        spki,
                        "proof",
                        base64(key.sign(proof.getBytes(StandardCharsets.UTF_8)))))
                .post(keys)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        parties.custodian().request().post(keys + "/" + id + "/confirm").then().statusCode(200);
        return key;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whoIsNotNamedFindsNothingAnywhere() {
        String id = cast.inForce(memorandum(), ngo, court);
        TestParties.Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR);
        for (String path :
                List.of("", "/versions", "/versions/1", "/versions/1/text", "/history", "/comparison?from=1&to=1")) {
            RestAssured.given().get(PATH + "/" + id + path).then().statusCode(401);
            String absent = stranger.request()
                    .get(PATH + "/" + ABSENT + path)
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("detail");
            stranger.request()
                    .get(PATH + "/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("detail", equalTo(absent));
            problem(stranger.request().get(PATH + "/agr_x" + path), 404, "not-found");
            problem(auditor.request().get(PATH + "/" + id + path), 403, "forbidden");
            ngo.request().get(PATH + "/" + id + path).then().statusCode(200);
            court.request().get(PATH + "/" + id + path).then().statusCode(200);
        }
        String tag = etag(ngo, id);
        Map<String, Object> bodies = Map.of(
                "propose", Map.of(),
                "sign", Map.of("signature", "AAAA"),
                "confirm", Map.of("party", ngo.party()),
                "withdraw", Map.of("reason", "No"),
                "suspend", Map.of("reason", "No"),
                "resume", Map.of("reason", "No"),
                "terminate", Map.of("reason", "No"),
                "versions", memorandum());
        bodies.forEach((act, body) -> {
            String path = PATH + "/" + id + "/" + act;
            RestAssured.given()
                    .contentType("application/json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(401);
            problem(stranger.sends(body).header("If-Match", tag).post(path), 404, "not-found");
            problem(auditor.sends(body).header("If-Match", tag).post(path), 403, "forbidden");
            problem(ngo.sends(body).post(path), 428, "precondition-required");
            problem(ngo.sends(body).header("If-Match", "\"stale\"").post(path), 412, "precondition-failed");
        });
        problem(
                stranger.sends(memorandum()).header("If-Match", tag).put(PATH + "/" + id + "/versions/1"),
                404,
                "not-found");
        problem(ngo.sends(memorandum()).put(PATH + "/" + id + "/versions/1"), 428, "precondition-required");
        problem(auditor.request().get(PATH), 403, "forbidden");
        problem(court.sends(memorandum()).post(PATH), 400, "invalid-field");
        problem(parties.newPartyWith(Role.INVESTIGATOR).sends(memorandum()).post(PATH), 403, "forbidden");
        problem(ngo.request().get(PATH + "/" + id + "/versions/2"), 404, "not-found");
        problem(ngo.request().get(PATH + "/" + id + "/versions/01"), 404, "not-found");
    }

    @Test
    void whoWasRemovedSignsThatAndSeesFromThenOnWhatNamedItOnly() {
        TestParties.Actor third = cast.ngo();
        Map<String, Object> both = draft(List.of(ngo.party(), third.party()), List.of(court.party()));
        String id = cast.inForce(both, ngo, court, third);
        act(ngo, id, "versions", memorandum()).then().statusCode(201).body("version.signatures", hasSize(3));
        problem(third.request().get(PATH + "/" + id + "/versions/2"), 404, "not-found");
        propose(ngo, id).then().statusCode(200);
        third.request().get(PATH + "/" + id + "/versions/2").then().statusCode(200);
        cast.signOnPaper(ngo, id).then().statusCode(200);
        cast.signOnPaper(court, id).then().statusCode(200).body("versionInForce", equalTo(1));
        act(third, id, "sign", paper(third)).then().statusCode(200);
        act(parties.custodian(), id, "confirm", Map.of("party", third.party()))
                .then()
                .statusCode(200)
                .body("versionInForce", equalTo(2));
        problem(third.request().get(PATH + "/" + id + "/versions/2"), 404, "not-found");
        third.request()
                .get(PATH + "/" + id + "/versions/1")
                .then()
                .statusCode(200)
                .body("state", equalTo("REPLACED"));
        assertThat(events(third, id)).doesNotContain("AMENDED");
        problem(act(third, id, "suspend", Map.of("reason", "Too late")), 403, "forbidden");
        problem(act(third, id, "versions", both), 403, "forbidden");
        third.request().get(PATH).then().body("items.state", equalTo(List.of("REPLACED")));
    }

    @Test
    void whoWasNamedInAnOldDraftOnlyHasNoSay() {
        String id = cast.drafted(ngo, draft(List.of(ngo.party(), stranger.party()), List.of(court.party())));
        propose(ngo, id).then().statusCode(200);
        act(ngo, id, "withdraw", Map.of("reason", "Not with them")).then().statusCode(200);
        cast.amended(id, memorandum(), ngo, court);
        assertThat(read(ngo, id).getInt("versionInForce")).isEqualTo(2);
        problem(act(stranger, id, "versions", memorandum()), 403, "forbidden");
        problem(act(stranger, id, "terminate", Map.of("reason", "No")), 403, "forbidden");
        problem(stranger.request().get(PATH + "/" + id + "/versions/2"), 404, "not-found");
    }

    @Test
    void ofActsAtOnceOneIsDoneAndTheOtherReadsAgain() throws Exception {
        String id = cast.drafted(ngo, memorandum());
        propose(ngo, id).then().statusCode(200);
        act(ngo, id, "sign", paper(ngo)).then().statusCode(200);
        Map<String, Object> theirs = paper(court);
        String tag = etag(ngo, id);
        assertThat(race(
                        () -> parties.custodian()
                                .sends(Map.of("party", ngo.party()))
                                .header("If-Match", tag)
                                .post(PATH + "/" + id + "/confirm"),
                        () -> court.sends(theirs).header("If-Match", tag).post(PATH + "/" + id + "/sign")))
                .containsExactlyInAnyOrder(200, 412);
        String ours = cast.inForce(memorandum(), ngo, court);
        String seen = etag(ngo, ours);
        assertThat(race(
                        () -> ngo.sends(memorandum()).header("If-Match", seen).post(PATH + "/" + ours + "/versions"),
                        () -> court.sends(Map.of("reason", "Enough"))
                                .header("If-Match", seen)
                                .post(PATH + "/" + ours + "/terminate")))
                .contains(412)
                .containsAnyOf(200, 201);
        String other = cast.inForce(memorandum(), ngo, court);
        String read = etag(ngo, other);
        assertThat(race(
                        () -> ngo.sends(memorandum()).header("If-Match", read).post(PATH + "/" + other + "/versions"),
                        () -> court.sends(memorandum())
                                .header("If-Match", read)
                                .post(PATH + "/" + other + "/versions")))
                .containsExactlyInAnyOrder(201, 412);
    }

    private static List<Integer> race(Callable<Response> one, Callable<Response> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(List.of(one, other))) {
                statuses.add(answer.get().statusCode());
            }
            return statuses;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aDraftIsChangedByItsDrafterOnlyAndCreatedOncePerKey() {
        String key = UUID.randomUUID().toString();
        String id = null;
        for (String replayed : new String[] {null, "true"}) {
            Response made =
                    ngo.sends(memorandum()).header("Idempotency-Key", key).post(PATH);
            made.then().statusCode(201).header("Idempotency-Replayed", equalTo(replayed));
            assertThat(id == null || id.equals(made.path("id"))).isTrue();
            id = made.path("id");
        }
        String one = PATH + "/" + id + "/versions/1";
        ngo.sends(with(memorandum(), "reviewPeriodDays", 365))
                .header("If-Match", etag(ngo, id))
                .put(one)
                .then()
                .statusCode(200)
                .body("version.content.reviewPeriodDays", equalTo(365));
        problem(
                ngo.sends(with(memorandum(), "kind", "PROTOCOL"))
                        .header("If-Match", etag(ngo, id))
                        .put(one),
                400,
                "invalid-field");
        act(ngo, id, "withdraw", Map.of("reason", "A mistake")).then().body("state", equalTo("WITHDRAWN"));
        assertThat(events(ngo, id)).containsExactly("DRAFTED", "REVISED", "WITHDRAWN");
        problem(court.request().get(PATH + "/" + id), 404, "not-found");
    }

    @Test
    void aSignatureOnPaperNeedsAnOwnDocumentAndAnotherPersonToConfirmIt() {
        String id = cast.drafted(ngo, memorandum());
        propose(ngo, id).then().statusCode(200);
        act(ngo, id, "sign", paper(court)).then().statusCode(400).body("pointer", equalTo("/document"));
        problem(act(parties.custodian(), id, "confirm", Map.of("party", ngo.party())), 409, "conflict");
        problem(act(parties.custodian(), id, "sign", Map.of("signature", "AAAA")), 403, "forbidden");
        act(ngo, id, "sign", paper(ngo)).then().statusCode(200);
        problem(act(court, id, "confirm", Map.of("party", ngo.party())), 403, "forbidden");
        problem(act(parties.custodian(), id, "confirm", Map.of()), 409, "conflict");
        problem(act(ngo, id, "sign", Map.of()), 400, "invalid-field");
        problem(act(ngo, id, "sign", Map.of("signature", "AAAA", "signedOn", "2026-01-01")), 400, "invalid-field");
        problem(act(ngo, id, "sign", with(paper(ngo), "signedOn", "yesterday")), 400, "invalid-date");
        problem(act(ngo, id, "sign", with(paper(ngo), "signatories", List.of())), 400, "invalid-field");
        TestParties.Actor investigator = parties.userOf(court.party(), Role.INVESTIGATOR);
        problem(act(investigator, id, "sign", paper(court)), 403, "forbidden");
    }

    @Test
    void whatIsWrongWithADraftIsNamedWithItsPlace() {
        Map<String, Object> good = memorandum();
        wrong(without(good, "intention"), "invalid-field", "/intention");
        wrong(with(good, "note", "x"), "unknown-field", "/note");
        wrong(with(good, "title", Map.of("xx-nowhere", "x")), "invalid-language-tag", "/title/xx-nowhere");
        wrong(with(good, "recipients", List.of(ngo.party())), "invalid-field", "/recipients");
        wrong(with(good, "recipients", List.of()), "invalid-field", "/recipients");
        wrong(with(good, "recipients", List.of("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa")), "invalid-field", "/recipients");
        wrong(with(good, "effectiveFrom", "2026-01-31"), "invalid-date", "/effectiveFrom");
        wrong(
                with(good, "effectiveFrom", "2027-01-31T00:00:00.000Z", "effectiveUntil", "2027-01-31T00:00:00.000Z"),
                "invalid-field",
                "/effectiveUntil");
        wrong(with(good, "effectiveUntil", "2020-01-01T00:00:00.000Z"), "invalid-field", "/effectiveUntil");
        wrong(with(good, "signedDocument", paper(court).get("document")), "invalid-field", "/signedDocument");
        wrong(with(good, "caseRef", "A-1"), "invalid-field", "/caseRef");
        wrong(with(good, "kind", "CASE_UNDERTAKING"), "invalid-field", "/caseRef");
        wrong(with(good, "umbrella", ABSENT), "invalid-field", "/umbrella");
        wrong(with(good, "umbrella", cast.drafted(ngo, with(good, "kind", "PROTOCOL"))), "invalid-field", "/umbrella");
        wrong(
                with(good, "clauses", List.of(without(AgreementCast.permission("1"), "actions"))),
                "invalid-field",
                "/clauses/0/actions");
        wrong(
                with(good, "clauses", List.of(AgreementCast.permission("1"), AgreementCast.permission("1"))),
                "invalid-field",
                "/clauses/1/id");
        Map<String, Object> contradiction = AgreementCast.permission("1");
        contradiction.put("actions", List.of("ONWARD_TRANSFER"));
        wrong(with(good, "clauses", List.of(contradiction)), "invalid-field", "/clauses/0/actions");
        Map<String, Object> outsider = AgreementCast.prohibition("1");
        outsider.put("recipients", Map.of("only", List.of(Map.of("party", stranger.party()))));
        wrong(with(good, "clauses", List.of(outsider)), "invalid-field", "/clauses/0");
        wrong(
                with(
                        good,
                        "clauses",
                        IntStream.range(0, 501)
                                .mapToObj(i -> AgreementCast.prohibition("c" + i))
                                .toList()),
                "invalid-field",
                "/clauses");
        problem(
                ngo.sends(with(
                                good,
                                "clauses",
                                IntStream.range(0, 10_000)
                                        .mapToObj(i -> AgreementCast.prohibition("c" + i))
                                        .toList()))
                        .post(PATH),
                413,
                "payload-too-large");
        problem(ngo.sends("{\"kind\":").post(PATH), 400, "malformed-json");
        problem(ngo.sends("{\"kind\":\"MOU\",\"kind\":\"MOU\"}").post(PATH), 400, "malformed-json");
        problem(ngo.sends(with(good, "kind", "COURT_ORDER")).post(PATH), 403, "forbidden");
        parties.custodian()
                .sends(with(good, "kind", "COURT_ORDER"))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/clauses/0/effect"))
                .body("detail", containsString("never permits"));
    }

    private void wrong(Map<String, Object> draft, String slug, String pointer) {
        ngo.sends(draft)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", equalTo(pointer));
    }

    @Test
    void anUmbrellaNamesEveryPartyAndIsNeverItsOwn() {
        Map<String, Object> protocol = with(memorandum(), "kind", "PROTOCOL");
        String umbrella = cast.inForce(protocol, ngo, court);
        String under = cast.inForce(with(protocol, "umbrella", umbrella), ngo, court);
        wrong(
                with(draft(List.of(ngo.party(), stranger.party()), List.of(court.party())), "umbrella", umbrella),
                "invalid-field",
                "/umbrella");
        act(ngo, umbrella, "versions", with(protocol, "umbrella", under))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/umbrella"))
                .body("detail", containsString("its own umbrella"));
        act(ngo, umbrella, "terminate", Map.of("reason", "Over")).then().statusCode(200);
        wrong(with(memorandum(), "umbrella", umbrella), "invalid-field", "/umbrella");
    }

    @Test
    void templatesAreDraftsToBeginWith() {
        RestAssured.given().get("/api/v1/agreement-templates").then().statusCode(401);
        List<Map<String, Object>> templates = ngo.request()
                .get("/api/v1/agreement-templates?language=ko")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        assertThat(templates).hasSize(2);
        for (Map<String, Object> template : templates) {
            Map<String, Object> filled =
                    with(template, "providers", List.of(ngo.party()), "recipients", List.of(court.party()));
            ngo.sends("CASE_UNDERTAKING".equals(template.get("kind")) ? with(filled, "caseRef", "사건 7") : filled)
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body("version.content.title.keySet()", hasSize(1));
        }
        problem(ngo.request().get("/api/v1/agreement-templates?language=fr"), 400, "invalid-parameter");
        problem(ngo.request().get("/api/v1/agreement-templates?lang=ko"), 400, "unknown-parameter");
    }

    @Test
    void versionsAreComparedClauseByClauseAndTextByText() {
        Map<String, Object> draft = memorandum();
        String id = cast.inForce(draft, ngo, court);
        Map<String, Object> wider = AgreementCast.permission("1");
        wider.put("actions", List.of("INSPECT"));
        Map<String, Object> next = with(
                draft,
                "clauses",
                List.of(wider, AgreementCast.prohibition("3")),
                "intention",
                Map.of("en", "Another intention"),
                "recallDeadlineDays",
                30);
        act(ngo, id, "versions", next).then().statusCode(201);
        JsonPath comparison = ngo.request()
                .get(PATH + "/" + id + "/comparison?from=1&to=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(comparison.getList("clauses.name")).isEqualTo(List.of("1", "2", "3"));
        assertThat(comparison.getList("clauses.change")).isEqualTo(List.of("CHANGED", "REMOVED", "ADDED"));
        assertThat(comparison.getList("clauses[0].before.actions")).containsExactly("DISCLOSE", "INSPECT");
        assertThat(comparison.getList("clauses[0].after.actions")).containsExactly("INSPECT");
        assertThat(comparison.getList("members.name")).isEqualTo(List.of("intention", "recallDeadlineDays"));
        assertThat(comparison.getString("members[0].after.en")).isEqualTo("Another intention");
        problem(court.request().get(PATH + "/" + id + "/comparison?from=1&to=2"), 404, "not-found");
        problem(ngo.request().get(PATH + "/" + id + "/comparison?from=1"), 400, "invalid-parameter");
    }

    @Test
    void theListIsFilteredAndPaged() {
        String force = cast.inForce(memorandum(), ngo, court);
        String draft = cast.drafted(ngo, with(memorandum(), "kind", "PROTOCOL"));
        JsonPath first = list("?limit=1");
        assertThat(first.getList("items.id")).isEqualTo(List.of(force));
        assertThat(first.getString("items[0].title.en")).isEqualTo("Memorandum on sharing");
        assertThat(list("?limit=1&cursor=" + first.getString("next")).getList("items.id"))
                .isEqualTo(List.of(draft));
        assertThat(list("?state=IN_FORCE").getList("items.id")).isEqualTo(List.of(force));
        assertThat(list("?state=DRAFT").getList("items.id")).isEqualTo(List.of(draft));
        assertThat(list("?kind=PROTOCOL").getList("items.id")).isEqualTo(List.of(draft));
        assertThat(list("?party=" + court.party()).getList("items.id")).isEqualTo(List.of(force, draft));
        assertThat(list("?party=" + stranger.party()).getList("items")).isEmpty();
        parties.custodian()
                .request()
                .get(PATH + "?party=" + ngo.party())
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("$", not(hasItem("next")));
        stranger.request().get(PATH).then().statusCode(200).body("items", hasSize(0));
        problem(ngo.request().get(PATH + "?state=in_force"), 400, "invalid-parameter");
        problem(ngo.request().get(PATH + "?owner=x"), 400, "unknown-parameter");
    }

    private JsonPath list(String query) {
        return ngo.request().get(PATH + query).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void theDatabaseItselfShowsAndTakesRowsOfPartiesOnly() {
        String id = cast.inForce(memorandum(), ngo, court);
        assertThat(rows(ngo, id)).isEqualTo(5 + 7);
        assertThat(rows(court, id)).isEqualTo(5 + 7);
        assertThat(rows(stranger, id)).isZero();
        assertThat(rows(null, id)).isZero();
        String draft = cast.drafted(ngo, memorandum());
        assertThat(rows(court, draft)).isZero();
        int deleted = QuarkusTransaction.requiringNew().call(() -> {
            scope.enter(new Caller(new PartyId(ngo.party()), new UserId(ngo.user()), Set.of()));
            return entities.createNativeQuery("delete from agreement_party where agreement = ?1")
                    .setParameter(1, id)
                    .executeUpdate();
        });
        assertThat(deleted).as("of a version that was proposed").isZero();
        for (String change : List.of(
                "update agreement_version set stage = 'DRAFT' where agreement = ?1",
                "update agreement_event set type = 'SIGNED' where agreement = ?1",
                "update agreement_agreement set kind = 'PROTOCOL' where id = ?1")) {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        scope.enterSystem();
                        entities.createNativeQuery(change).setParameter(1, id).executeUpdate();
                    }))
                    .as(change)
                    .isNotNull();
        }
    }

    private long rows(TestParties.Actor actor, String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (actor != null) {
                scope.enter(new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of()));
            }
            return ((Number) entities.createNativeQuery(
                                    "select (select count(*) from agreement_agreement where id = ?1)"
                                            + " + (select count(*) from agreement_version where agreement = ?1)"
                                            + " + (select count(*) from agreement_party where agreement = ?1)"
                                            + " + (select count(*) from agreement_event where agreement = ?1)"
                                            + " + (select count(*) from custody_stream where kind = 'AGREEMENT' and subject = ?1)")
                            .setParameter(1, id)
                            .getSingleResult())
                    .longValue();
        });
    }
}
