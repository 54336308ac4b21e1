package org.sillok.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Notice;
import org.sillok.request.RequestCast;

/** Only what the recipient itself signed, for this notice and now, counts as its answer. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RecallAnswerTest extends RecallCase {
    private static final String WORDS = "이미 법정 기록에 있습니다";

    @Test
    void aLaterAnswerSupersedesAndAllStay() throws Exception {
        recalled(Asked.DESTROY, inTwoWeeks());
        String id = notice();
        Notice notice = loaded(id);
        String refused = sign(key, text(id, "answer=REFUSED&ground=OTHER&explanation=" + explanation(notice, WORDS)));
        answer(cast.mechanism, id, body("REFUSED", "OTHER", WORDS, refused))
                .then()
                .statusCode(200);
        complied(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("COMPLIED"))
                .body("answers.answer", equalTo(List.of("REFUSED", "COMPLIED")));
        // The signature of the first one does not bring it back.
        answer(cast.mechanism, id, body("REFUSED", "OTHER", WORDS, refused))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/signature"));
        assertThat(seen(cast.ngo, id).getList("answers.answer", String.class)).containsExactly("REFUSED", "COMPLIED");
    }

    @Test
    void ofSeveralFirstAnswersAtOnceOneCounts() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        loaded(id);
        List<Map<String, Object>> bodies = List.of(
                body("COMPLIED", null, null, sign(key, text(id, "answer=COMPLIED"))),
                body("REFUSED", "COURT_ORDER", null, sign(key, text(id, "answer=REFUSED&ground=COURT_ORDER"))),
                body("PARTIAL", "IN_EVIDENCE", null, sign(key, text(id, "answer=PARTIAL&ground=IN_EVIDENCE"))));
        List<CompletableFuture<Integer>> running = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            running.add(CompletableFuture.supplyAsync(
                    () -> answer(cast.mechanism, id, body).statusCode()));
        }
        List<Integer> codes = new ArrayList<>();
        for (CompletableFuture<Integer> one : running) {
            codes.add(one.get());
        }
        assertThat(codes).containsExactlyInAnyOrder(200, 400, 400);
        assertThat(seen(cast.mechanism, id).getList("answers")).hasSize(1);
    }

    @Test
    void noOtherSignatureIsTaken() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        Notice notice = loaded(id);
        recalled(Asked.STOP_USE, inTwoWeeks());
        String other = notice();
        assertThat(other).isNotEqualTo(id);
        loaded(other);
        String text = text(id, "answer=COMPLIED");
        Map<String, String> signatures = Map.of(
                "an owner's key", sign(cast.key, text),
                "nobody's key", sign(P256PrivateKey.generate(new SecureRandom()), text),
                "another notice", sign(key, text(other, "answer=COMPLIED")),
                "another answer", sign(key, text(id, "answer=REFUSED&ground=COURT_ORDER")),
                "words that are not there",
                        sign(key, text(id, "answer=COMPLIED&explanation=" + explanation(notice, WORDS))),
                "a line feed more", sign(key, text + "\n"));
        signatures.forEach((why, signature) -> answer(cast.mechanism, id, body("COMPLIED", null, null, signature))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/signature")));
        String words = sign(key, text(id, "answer=COMPLIED&explanation=" + explanation(notice, WORDS)));
        answer(cast.mechanism, id, body("COMPLIED", null, WORDS + ".", words))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/signature"));
        String any = sign(key, text);
        answer(cast.mechanism, id, body("REFUSED", null, null, any))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/ground"));
        answer(cast.mechanism, id, body("COMPLIED", "OTHER", null, any))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/ground"));
        answer(cast.mechanism, id, body("PARTIAL", "OTHER", null, any))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/text"));
        answer(cast.mechanism, id, body("DONE", null, null, any)).then().statusCode(400);
        answer(cast.mechanism, id, body("COMPLIED", null, null, "?"))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/signature"));
        assertThat(seen(cast.mechanism, id).getList("answers")).isEmpty();
    }

    @Test
    void moreThanAHundredAnswersAreNotTaken() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        loaded(id);
        RequestCast.asOwner(
                "update recall_notice set answers = 99, answer = 'COMPLIED', answered_at = now() where id = '" + id
                        + "'");
        String signature = sign(key, text(id, "answer=COMPLIED"));
        answer(cast.mechanism, id, body("COMPLIED", null, null, signature))
                .then()
                .statusCode(200);
        // The newest once more changes nothing, as ever.
        answer(cast.mechanism, id, body("COMPLIED", null, null, signature))
                .then()
                .statusCode(200);
        problem(answer(cast.mechanism, id, body("REFUSED", "COURT_ORDER", null, signature)), 409, "conflict");
        problem(cast.mechanism.request().get(NOTICES + "/" + id + "/answer-text?answer=COMPLIED"), 409, "conflict");
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("COMPLIED");
    }

    @Test
    void aCertificateIsADocumentOfTheRecipientsOwn() throws Exception {
        recalled(Asked.DESTROY, inTwoWeeks());
        String id = notice();
        loaded(id);
        String own = TestConsents.item(cast.mechanism);
        for (String document : new String[] {item, own}) {
            Map<String, Object> body =
                    body("COMPLIED", null, null, sign(key, text(id, "answer=COMPLIED&certificate=" + document + "/1")));
            body.put("certificate", Map.of("item", document, "version", 1));
            answer(cast.mechanism, id, body)
                    .then()
                    .statusCode(document.equals(own) ? 200 : 400)
                    .body(
                            document.equals(own) ? "answers[0].certificate.item" : "pointer",
                            equalTo(document.equals(own) ? own : "/certificate"));
        }
        JsonPath owner = seen(cast.ngo, id);
        assertThat(owner.getBoolean("answers[0].certified")).isTrue();
        assertThat(owner.getString("answers[0].certificate")).isNull();
        cast.mechanism
                .request()
                .get(NOTICES + "/" + id + "/answer-text?answer=COMPLIED&certificate=itm_x/1")
                .then()
                .statusCode(400);
    }
}
