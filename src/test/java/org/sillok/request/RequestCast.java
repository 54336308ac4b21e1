package org.sillok.request;

import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.agreement.AgreementCast.with;
import static org.sillok.consent.TestConsents.bind;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.source;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sillok.agreement.AgreementCast;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.TestCertificates;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Timestamps;

/** An organisation with material, one that asks for it, and what lies between them; through the public API. All fictitious. */
public final class RequestCast {
    public static final String REQUESTS = "/api/v1/requests";
    public static final String CONSULTATIONS = "/api/v1/consultations";

    private final TestParties parties;
    public final AgreementCast agreements;
    public final Actor ngo;
    public final Actor colleague;
    public final Actor mechanism;
    public final P256PrivateKey key;
    public final P256PrivateKey second;
    public final String agreement;
    private final String mandate;

    /** Both have an agreement under which everything usual is permitted. */
    public RequestCast(TestParties parties) {
        this(parties, parties.newPartyWith(Role.INVESTIGATOR, Role.CONTRIBUTOR));
    }

    /** One more organisation with material for the same mechanism. */
    public RequestCast(TestParties parties, Actor mechanism) {
        this.parties = parties;
        this.agreements = new AgreementCast(parties);
        this.ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        this.colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        this.mechanism = mechanism;
        this.key = signingKey(ngo);
        this.second = signingKey(ngo);
        this.agreement = agreements.inForce(
                with(
                        draft(List.of(ngo.party()), List.of(mechanism.party())),
                        "clauses",
                        List.of(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"))),
                ngo,
                mechanism);
        this.mandate = item(mechanism);
    }

    /** A clause for everybody, every purpose and everything. */
    public static Map<String, Object> term(String id, String effect, String... actions) {
        return new HashMap<>(Map.of(
                "id", id,
                "effect", effect,
                "actions", List.of(actions),
                "recipients", Map.of("all", true),
                "purposes", Map.of("all", true),
                "scope",
                        Map.of(
                                "parts",
                                List.of("METADATA", "CONTENT", "CUSTODY"),
                                "lineage",
                                "ORIGINAL_AND_DERIVATIVES")));
    }

    /** The same with conditions. */
    public static Map<String, Object> term(String id, List<String> actions, String... conditions) {
        Map<String, Object> term = term(id, "PERMIT", actions.toArray(String[]::new));
        term.put(
                "conditions",
                Arrays.stream(conditions).map(code -> Map.of("code", code)).toList());
        return term;
    }

    /** An item whose only source permits that. */
    public String itemWith(Object... terms) {
        String item = item(ngo);
        bind(ngo, item, null, consent(terms)).then().statusCode(201);
        return item;
    }

    /** An item whose source permits to know of it, to look and to receive. */
    public String openItem() {
        return itemWith(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
    }

    public String consent(Object... terms) {
        return given(ngo, source(ngo, "PERSON"), item(ngo), terms);
    }

    public Map<String, Object> body(String... items) {
        Map<String, Object> body = new HashMap<>();
        body.put("purposes", List.of("CRIMINAL_INVESTIGATION"));
        body.put("actions", List.of("INSPECT", "DISCLOSE"));
        body.put("parts", List.of("METADATA", "CONTENT"));
        body.put("places", Map.of("STORAGE", List.of("NL"), "ONWARD", List.of()));
        body.put("legalBasis", evidence(mandate));
        body.put("until", Timestamps.format(Timestamps.truncate(Instant.now().plus(Duration.ofDays(90)))));
        body.put("replyBy", Timestamps.format(Timestamps.truncate(Instant.now().plus(Duration.ofDays(30)))));
        body.put("statement", "We look into what happened there.");
        body.put("items", Arrays.stream(items).map(id -> evidence(id)).toList());
        return body;
    }

    /** A request that was decided about. */
    public String submitted(String... items) throws InterruptedException {
        String id = mechanism
                .sends(body(items))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitAssessed(mechanism, id);
        return id;
    }

    public static JsonPath awaitAssessed(Actor actor, String id) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            JsonPath seen = seen(actor, id);
            if (!seen.getString("state").equals("SUBMITTED")) {
                return seen;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the request is not decided about");
    }

    public static JsonPath seen(Actor actor, String id) {
        return actor.request()
                .get(REQUESTS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath lines(Actor actor, String id) {
        return actor.request()
                .get(REQUESTS + "/" + id + "/lines")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath toApprove(String id) {
        return ngo.request()
                .get(REQUESTS + "/" + id + "/approval")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** An approval by this person of what there is to approve now. */
    public Response approve(Actor who, P256PrivateKey with, String id) {
        return approve(who, with, id, toApprove(id));
    }

    public Response approve(Actor who, P256PrivateKey with, String id, JsonPath shown) {
        Map<String, Object> body = new HashMap<>();
        body.put("revision", shown.getInt("revision"));
        body.put("basis", shown.getString("basis"));
        body.put("signature", base64(with.sign(shown.getString("text").getBytes(StandardCharsets.US_ASCII))));
        if (!who.party().equals(ngo.party())) {
            body.put("holder", ngo.party());
        }
        return who.sends(body).post(REQUESTS + "/" + id + "/approvals");
    }

    public void approved(String id) {
        approve(ngo, key, id).then().statusCode(200);
        approve(colleague, second, id).then().statusCode(200);
    }

    /** Registers a key that a custodian confirms. */
    public P256PrivateKey signingKey(Actor actor) {
        P256PrivateKey fresh = P256PrivateKey.generate(new SecureRandom());
        String spki = base64(fresh.publicKey().spki());
        String proof = "sillok/party-key/1\n" + actor.party() + "\nSIGNING\n" + spki + "\n";
        String keys = "/api/v1/parties/" + actor.party() + "/keys";
        String id = actor.sends(Map.of(
                        "use",
                        "SIGNING",
                        "publicKey",
                        spki,
                        "proof",
                        base64(fresh.sign(proof.getBytes(StandardCharsets.UTF_8)))))
                .post(keys)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        parties.custodian().request().post(keys + "/" + id + "/confirm").then().statusCode(200);
        return fresh;
    }

    /** Registers a certificate to encrypt for, that a custodian confirms, and returns its id. */
    public String encryptionKey(Actor actor) {
        return encryptionKey(
                actor, TestCertificates.valid(TestCertificates.ec("P-256").getPublic()));
    }

    public String encryptionKey(Actor actor, byte[] certificate) {
        String keys = "/api/v1/parties/" + actor.party() + "/keys";
        String id = actor.sends(Map.of("use", "ENCRYPTION", "certificate", base64(certificate)))
                .post(keys)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        parties.custodian().request().post(keys + "/" + id + "/confirm").then().statusCode(200);
        return id;
    }

    /** Does to the database what the service itself could not. */
    public static void asOwner(String... statements) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path to sillok");
            for (String one : statements) {
                statement.executeUpdate(one);
            }
        }
    }

    /** The number that a query of the database's owner yields. */
    public static int number(String query) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path to sillok");
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static Connection owner() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
