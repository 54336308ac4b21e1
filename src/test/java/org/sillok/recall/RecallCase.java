package org.sillok.recall;

import static org.sillok.request.RequestCast.base64;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.recall.core.AnswerText;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Notice;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.recall.core.SignedDocument;
import org.sillok.request.RequestCast;
import org.sillok.terms.MaterialRef;

/** A bundle that was really sealed, a recipient with a key, and how something of it is called back. */
abstract class RecallCase {
    static final String NOTICES = "/api/v1/recalls/notices";
    static final String ABSENT = "rcl_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    Recalls recalls;

    @Inject
    Randomness randomness;

    RequestCast cast;
    P256PrivateKey key;
    String item;
    String bundle;

    @BeforeEach
    void sealed() throws Exception {
        cast = new RequestCast(parties);
        cast.encryptionKey(cast.mechanism);
        key = cast.signingKey(cast.mechanism);
        item = cast.openItem();
        bundle = bundleOf(item);
    }

    String bundleOf(String... items) throws Exception {
        String request = cast.submitted(items);
        cast.approved(request);
        String job = cast.mechanism
                .sends(Map.of("revision", 1))
                .post(RequestCast.REQUESTS + "/" + request + "/bundles")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath done = cast.mechanism.awaitJob(job);
        if (!"DONE".equals(done.getString("state"))) {
            throw new AssertionError(done.prettify());
        }
        return done.getString("result.bundle");
    }

    static MaterialRef first(String item) {
        return new MaterialRef(new ItemId(item), 1);
    }

    String withdrawal() {
        return Ids.fresh(RecallOrder.WITHDRAWAL_PREFIX, randomness);
    }

    RecallOrder order(
            String withdrawal, @Nullable Asked asked, Instant respondBy, Map<BundleId, Set<MaterialRef>> bundles) {
        return new RecallOrder(
                withdrawal,
                new PartyId(cast.ngo.party()),
                RecallLevel.NO_FURTHER_USE,
                RecallReason.SAFETY,
                asked,
                null,
                Instant.now(),
                asked == null ? null : respondBy,
                bundles);
    }

    static Instant inTwoWeeks() {
        return Instant.now().plus(Duration.ofDays(14));
    }

    /** Calls the item back from the bundle; the withdrawal. */
    String recalled(Asked asked, Instant respondBy) {
        String withdrawal = withdrawal();
        issue(order(withdrawal, asked, respondBy, Map.of(new BundleId(bundle), Set.of(first(item)))));
        return withdrawal;
    }

    void issue(RecallOrder order) {
        QuarkusTransaction.requiringNew().run(() -> recalls.issue(order));
    }

    /** The newest notice about the bundle. */
    String notice() {
        return cast.mechanism
                .request()
                .get(NOTICES + "?order=NEWEST&bundle=" + bundle)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    static JsonPath seen(Actor actor, String id) {
        return actor.request()
                .get(NOTICES + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response loads(Actor actor, String id) {
        return actor.request().accept("*/*").get(NOTICES + "/" + id + "/file");
    }

    /** The notice as its recipient has it. */
    Notice loaded(String id) throws Exception {
        SignedDocument document = SignedDocument.parse(
                loads(cast.mechanism, id).then().statusCode(200).extract().asByteArray());
        document.verify();
        return Notice.parse(document.bytes().toArray());
    }

    static String explanation(Notice notice, String words) {
        return AnswerText.commitment(notice.digest(), words).base64Url();
    }

    /** What the service wants signed. */
    String text(String id, String query) {
        return cast.mechanism
                .request()
                .get(NOTICES + "/" + id + "/answer-text?" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("text");
    }

    String sign(P256PrivateKey with, String text) {
        return base64(with.sign(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static Map<String, Object> body(String answer, @Nullable String ground, @Nullable String words, String signature) {
        Map<String, Object> body = new HashMap<>(Map.of("answer", answer, "signature", signature));
        if (ground != null) {
            body.put("ground", ground);
        }
        if (words != null) {
            body.put("text", words);
        }
        return body;
    }

    Response answer(Actor actor, String id, Map<String, Object> body) {
        return actor.sends(body).post(NOTICES + "/" + id + "/answer");
    }

    /** Answers as the recipient does, with the text that the service shows. */
    Response complied(String id) {
        return answer(cast.mechanism, id, body("COMPLIED", null, null, sign(key, text(id, "answer=COMPLIED"))));
    }

    /** What the statements of the bundle record, as the recipient sees it. */
    List<String> types() throws Exception {
        byte[] receipt = cast.mechanism
                .request()
                .accept("*/*")
                .header("Prefer", "wait=20")
                .get("/api/v1/bundles/" + bundle + "/receipt")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return Receipt.parse(receipt).entries().stream()
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

    /** How many notices of a withdrawal somebody finds. */
    static int found(Actor actor, String withdrawal) {
        return actor.request()
                .get(NOTICES + "?withdrawal=" + withdrawal)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    static List<String> told(Actor actor, String subject) {
        return told(actor, subject, "");
    }

    /** The same of one type only, for organisations that are told much. */
    static List<String> told(Actor actor, String subject, String filter) {
        JsonPath page = actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200" + filter))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> types = page.getList("items.findAll { it.subject == '" + subject + "' }.type");
        return types;
    }
}
