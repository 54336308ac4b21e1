package org.sillok.withdrawal;

import static org.sillok.consent.TestConsents.LONG_AGO;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sillok.consent.TestConsents;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.request.RequestCast;

/** An organisation with material that was asked for, and how it is taken back. All fictitious. */
public final class WithdrawalCast {
    public static final String WITHDRAWALS = "/api/v1/withdrawals";

    public final RequestCast cast;
    public final String source;
    public final String consent;
    public final String item;

    public WithdrawalCast(TestParties parties, Object... terms) {
        cast = new RequestCast(parties);
        source = TestConsents.source(cast.ngo, "PERSON");
        consent = TestConsents.given(
                cast.ngo,
                source,
                TestConsents.item(cast.ngo),
                terms.length == 0
                        ? new Object[] {RequestCast.term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE")}
                        : terms);
        item = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
    }

    /** The body of a withdrawal. */
    public static Map<String, Object> body(String kind, String id, String level, String by) {
        return new HashMap<>(Map.of(
                "subject", Map.of(kind, id),
                "level", level,
                "by", by,
                "saidAt", LONG_AGO,
                "reasonClass", "SAFETY"));
    }

    public static Response withdraw(Actor actor, String kind, String id, String level, String by) {
        return actor.sends(body(kind, id, level, by)).post(WITHDRAWALS);
    }

    /** The source takes its consent back. */
    public Response withdraw(String level) {
        return withdraw(cast.ngo, "consent", consent, level, "SOURCE");
    }

    public static String id(Response withdrawal) {
        return withdrawal.then().statusCode(201).extract().path("id");
    }

    public static JsonPath seen(Actor actor, String id) {
        return actor.request()
                .get(WITHDRAWALS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** An item of the same organisation whose second version was made from the first one of {@code parent}. */
    public String derivedFrom(String parent) {
        String derived = TestConsents.item(cast.ngo);
        cast.ngo
                .request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"activity\":\"TRANSCRIPT\",\"parents\":[{\"item\":\"" + parent
                                + "\",\"version\":1}]}")
                        .file("b.txt", new byte[] {4}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items/" + derived + "/versions")
                .then()
                .statusCode(201);
        return derived;
    }

    /** Records that what is in a bundle was disclosed, as its sealing would have. */
    public static void disclosed(String bundle) throws SQLException {
        RequestCast.asOwner(
                "insert into sharing_disclosure (bundle, item, version, owner_party, request, recipient, clauses,"
                        + " disclosed_at) select b.id, i.item, i.version, i.holder, b.request, b.owner_party, array['con_x/1#1'],"
                        + " now() from bundle_item i join bundle_bundle b on b.id = i.bundle where b.id = '" + bundle
                        + "'");
    }

    /** How many statements of the item's stream record something since it was deposited. */
    public static int statements(String item) throws SQLException {
        return RequestCast.number(
                "select coalesce(max(next_seq), 0) from custody_stream where kind = 'ITEM' and subject = '" + item
                        + "'");
    }

    /** Does the same from several sides at one moment. */
    public static List<Response> atOnce(int times, Supplier<Response> what) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Response>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> {
                try {
                    start.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return what.get();
            }));
        }
        start.countDown();
        List<Response> answers = new ArrayList<>();
        for (CompletableFuture<Response> one : asked) {
            answers.add(one.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }

    public static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
