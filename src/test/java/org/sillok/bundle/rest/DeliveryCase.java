package org.sillok.bundle.rest;

import static org.sillok.request.RequestCast.term;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.sillok.bundle.TestBundles;
import org.sillok.consent.TestConsents;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.request.RequestCast;
import org.sillok.storage.ObjectStore;

/** A request that was approved, bundles for it, and how both sides look at them. */
abstract class DeliveryCase {
    static final String BUNDLES = "/api/v1/bundles/";
    static final String ABSENT = "bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final byte[] FIRST = bytes(1, 200_000);
    static final byte[] SECOND = bytes(2, 70_000);

    @Inject
    TestParties parties;

    @Inject
    TestBundles bundles;

    @Inject
    ObjectStore store;

    RequestCast cast;
    String consent;
    String item;
    String request;
    String certificate;

    @BeforeEach
    void approved() throws Exception {
        cast = new RequestCast(parties);
        // Before anything is decided: whether a release can be encrypted is among what decisions rest on.
        certificate = cast.encryptionKey(cast.mechanism);
        consent = cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        item = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        request = cast.submitted(item);
        cast.approved(request);
    }

    static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    String ready(byte[]... parts) {
        return bundles.sealed("READY", request, parts);
    }

    String accepted(byte[]... parts) {
        String id = ready(parts);
        accept(id).then().statusCode(200);
        return id;
    }

    Response accept(String id) {
        return accept(id, seen(cast.mechanism, id).getString("undertakings.digest"));
    }

    Response accept(String id, String digest) {
        return cast.mechanism.sends(Map.of("undertakings", digest)).post(BUNDLES + id + "/acceptance");
    }

    static JsonPath seen(Actor actor, String id) {
        return actor.request()
                .get(BUNDLES + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    RequestSpecification any(Actor actor) {
        return actor.request().accept("*/*");
    }

    Response part(String id, int number) {
        return any(cast.mechanism).get(BUNDLES + id + "/parts/" + number);
    }

    Response range(String id, int number, String range) {
        return any(cast.mechanism).header("Range", range).get(BUNDLES + id + "/parts/" + number);
    }

    Receipt receipt(Actor actor, String id) throws Exception {
        return Receipt.parse(receiptBytes(actor, id));
    }

    byte[] receiptBytes(Actor actor, String id) {
        return any(actor)
                .header("Prefer", "wait=20")
                .get(BUNDLES + id + "/receipt")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** What the statements of the bundle record, as the actor sees it. */
    List<String> types(Actor actor, String id) throws Exception {
        return receipt(actor, id).entries().stream()
                .map(entry -> value(entry, Field.TYPE))
                .toList();
    }

    static String value(Receipt.Entry entry, Field field) {
        return entry.disclosures().stream()
                .map(Disclosure::fact)
                .filter(fact -> fact.name().field() == field)
                .map(fact -> fact.value().asText())
                .findFirst()
                .orElse("-");
    }

    static List<String> told(Actor actor, String bundle) {
        JsonPath page = actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> types = page.getList("items.findAll { it.subject == '" + bundle + "' }.type");
        return types;
    }
}
