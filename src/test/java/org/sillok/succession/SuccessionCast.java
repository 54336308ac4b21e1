package org.sillok.succession;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.TestCertificates;
import org.sillok.erasure.ErasureCast;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;

/** An organisation with holdings, its successor, and two custodians; through the public API. All fictitious. */
public final class SuccessionCast {
    public static final String SUCCESSIONS = "/api/v1/successions";

    public final TestParties parties;
    public final Actor ngo;
    public final Actor successor;
    public final Actor first;
    public final Actor second;
    public final P256PrivateKey key;
    public final P256PrivateKey successorsKey;
    public final ErasureCast material;

    private final KeyPair opening = TestCertificates.ec("P-256");

    public SuccessionCast(TestParties parties) {
        this.parties = parties;
        this.ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        this.successor = parties.newPartyWith(Role.CONTRIBUTOR);
        String repository = parties.custodian().party();
        this.first = parties.userOf(repository, Role.CUSTODIAN);
        this.second = parties.userOf(repository, Role.CUSTODIAN);
        this.key = signingKey(ngo);
        this.successorsKey = signingKey(successor);
        this.material = new ErasureCast(parties, ngo);
        confirmed(
                successor,
                Map.of("use", "ENCRYPTION", "certificate", base64(TestCertificates.valid(opening.getPublic()))));
    }

    private P256PrivateKey signingKey(Actor actor) {
        P256PrivateKey fresh = P256PrivateKey.generate(new SecureRandom());
        String spki = base64(fresh.publicKey().spki());
        String proof = "sillok/party-key/1\n" + actor.party() + "\nSIGNING\n" + spki + "\n";
        confirmed(
                actor,
                Map.of(
                        "use",
                        "SIGNING",
                        "publicKey",
                        spki,
                        "proof",
                        base64(fresh.sign(proof.getBytes(StandardCharsets.UTF_8)))));
        return fresh;
    }

    private void confirmed(Actor actor, Map<String, String> key) {
        String keys = "/api/v1/parties/" + actor.party() + "/keys";
        String id = actor.sends(key).post(keys).then().statusCode(201).extract().path("id");
        parties.custodian().request().post(keys + "/" + id + "/confirm").then().statusCode(200);
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public Map<String, Object> body() {
        return new HashMap<>(Map.of(
                "party", ngo.party(), "successor", successor.party(), "reason", "The repository ends next year."));
    }

    public String proposed() {
        return first.sends(body())
                .post(SUCCESSIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public String agreementText(String id) {
        return ngo.request()
                .get(SUCCESSIONS + "/" + id + "/agreement-text")
                .then()
                .statusCode(200)
                .extract()
                .path("text");
    }

    public static Map<String, String> signature(P256PrivateKey key, String text) {
        return Map.of("signature", base64(key.sign(text.getBytes(StandardCharsets.US_ASCII))));
    }

    public Response agree(Actor who, String id, P256PrivateKey with) {
        return who.sends(signature(with, agreementText(id))).post(SUCCESSIONS + "/" + id + "/agreement");
    }

    public String agreed() {
        String id = proposed();
        agree(ngo, id, key).then().statusCode(200);
        return id;
    }

    public Response confirm(Actor who, String id) {
        String etag = second.request().get(SUCCESSIONS + "/" + id).header("ETag");
        return who.request().header("If-Match", etag).post(SUCCESSIONS + "/" + id + "/confirm");
    }

    /** Confirmed, and the package is written. */
    public String exported() throws InterruptedException {
        String id = agreed();
        await(second, confirm(second, id));
        return id;
    }

    /** Somebody else deposited the item, too. */
    public void joint(String item) {
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        ngo.sends(Map.of("party", other.party()))
                .post("/api/v1/items/" + item + "/depositors")
                .then()
                .statusCode(201);
        other.request()
                .post("/api/v1/depositors/proposals/" + item + "/accept")
                .then()
                .statusCode(200);
    }

    /** The successor revokes the key to which its package is encrypted. */
    public void revoked(String id) {
        String encryption = seen(id).getString("key");
        successor
                .request()
                .post("/api/v1/parties/" + successor.party() + "/keys/" + encryption + "/revoke")
                .then()
                .statusCode(200);
    }

    public JsonPath await(Actor who, Response answer) throws InterruptedException {
        JsonPath ended = who.awaitJob(answer.then().statusCode(200).extract().path("job"));
        if (!ended.getString("state").equals("DONE")) {
            throw new AssertionError(
                    "the job ended as " + ended.getString("state") + ": " + ended.getString("problem"));
        }
        return ended;
    }

    public JsonPath seen(String id) {
        return second.request()
                .get(SUCCESSIONS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public Response part(Actor who, String id, String archive, int number) {
        return who.request().accept("*/*").get(SUCCESSIONS + "/" + id + "/parts/" + archive + "/" + number);
    }

    /** The archive, downloaded, decrypted by the successor, and put together. */
    public byte[] archive(String id, String archive) throws Exception {
        List<Map<String, Object>> parts = first.request()
                .get(SUCCESSIONS + "/" + id + "/parts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.archive == '" + archive.toUpperCase(Locale.ROOT) + "' }");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int number = 1; number <= parts.size(); number++) {
            byte[] message = part(first, id, archive, number)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            RecipientInformation information = new CMSAuthEnvelopedDataParser(new ByteArrayInputStream(message))
                    .getRecipientInfos()
                    .iterator()
                    .next();
            whole.write(information
                    .getContentStream(new JceKeyAgreeAuthEnvelopedRecipient(opening.getPrivate())
                            .setProvider(new BouncyCastleProvider()))
                    .getContentStream()
                    .readAllBytes());
        }
        return whole.toByteArray();
    }

    /** The files of an archive by their paths, without the folder that they are in. */
    public static Map<String, byte[]> files(byte[] archive) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName().substring(entry.getName().indexOf('/') + 1), in.readAllBytes());
            }
        }
        return files;
    }

    public String acceptanceText(String id) {
        return first.request()
                .get(SUCCESSIONS + "/" + id + "/acceptance-text")
                .then()
                .statusCode(200)
                .extract()
                .path("text");
    }

    public Response accept(Actor who, String id, P256PrivateKey with) {
        return who.sends(signature(with, acceptanceText(id))).post(SUCCESSIONS + "/" + id + "/acceptance");
    }
}
