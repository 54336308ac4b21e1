package org.sillok.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.consent.TestConsents.LONG_AGO;
import static org.sillok.request.RequestCast.CONSULTATIONS;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.term;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.atOnce;
import static org.sillok.withdrawal.WithdrawalCast.body;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.pause;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/** What is said by several at once, about the same thing. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawalTwiceTest {
    private static final long SEED = 20260301;

    @Inject
    TestParties parties;

    private final Random random = new Random(SEED);

    @Test
    void ofTheSameSaidManyTimesAtOnceOneIsRecorded() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        List<Response> answers = atOnce(6, () -> one.withdraw("NO_FURTHER_USE"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> problem(answer, 409, "conflict"));
        List<Response> keyed = atOnce(
                4,
                () -> one.cast
                        .ngo
                        .sends(body("source", one.source, "ERASE", "SOURCE"))
                        .header("Idempotency-Key", "the-same")
                        .post(WITHDRAWALS));
        assertThat(keyed).allMatch(answer -> answer.statusCode() == 201);
        assertThat(keyed.stream().map(WithdrawalCast::id).distinct()).hasSize(1);
    }

    @Test
    void ofTwoWhoConfirmALiftAtOnceOneDoesIt() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        String id = id(withdraw(one.cast.ngo, "item", one.item, "RESTRICT", "ORGANISATION"));
        String lift = WITHDRAWALS + "/" + id + "/lift";
        String shows = TestConsents.item(one.cast.ngo);
        one.cast
                .ngo
                .sends(Map.of("reason", "a mistake", "evidence", TestConsents.evidence(shows)))
                .post(lift)
                .then()
                .statusCode(202);
        List<Response> answers = atOnce(4, () -> one.cast.colleague.request().post(lift + "/confirm"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 200)
                .forEach(answer -> problem(answer, 409, "conflict"));
    }

    @Test
    void whatSomebodyIsAskedAboutIsNotAskedAnyMore() throws Exception {
        for (int round = 0; round < 4; round++) {
            WithdrawalCast one = new WithdrawalCast(
                    parties,
                    term("1", "PERMIT", "DISCOVER"),
                    term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
            String request = one.cast.submitted(one.item);
            assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                    .isEqualTo("BEING_CONSULTED");
            JsonPath open =
                    one.cast.ngo.request().get(CONSULTATIONS + "?state=OPEN").jsonPath();
            String asked = open.getString("items.find { it.request == '" + request + "' }.id");
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> one.cast
                    .ngo
                    .sends(Map.of("refused", "the source is afraid"))
                    .post(CONSULTATIONS + "/" + asked + "/answer"));
            pause(random.nextInt(30));
            id(one.withdraw("NO_NEW_SHARING"));
            if (answer.get().statusCode() != 200) {
                problem(answer.get(), 409, "conflict");
            }
            String state = one.cast
                    .ngo
                    .request()
                    .get(CONSULTATIONS + "/" + asked)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("state");
            assertThat(state).isEqualTo(answer.get().statusCode() == 200 ? "REFUSED" : "CLOSED");
            problem(
                    one.cast.ngo.sends(Map.of("refused", "again")).post(CONSULTATIONS + "/" + asked + "/answer"),
                    409,
                    "conflict");
            assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                    .isNotIn("BEING_CONSULTED", "AWAITING_APPROVAL", "APPROVED");
        }
    }

    @Test
    void nobodyIsAskedAboutWhatIsTakenBackWhileItIsDecidedAbout() throws Exception {
        for (int round = 0; round < 8; round++) {
            WithdrawalCast one = new WithdrawalCast(
                    parties,
                    term("1", "PERMIT", "DISCOVER"),
                    term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
            int pause = random.nextInt(200);
            CompletableFuture<Response> withdrawal = CompletableFuture.supplyAsync(() -> {
                pause(pause);
                return one.withdraw("NO_NEW_SHARING");
            });
            String request = one.cast.submitted(one.item);
            id(withdrawal.get());
            List<String> open = one.cast
                    .ngo
                    .request()
                    .get(CONSULTATIONS + "?state=OPEN")
                    .jsonPath()
                    .getList("items.findAll { it.request == '" + request + "' }.id");
            assertThat(open).as("round %s", round).isEmpty();
        }
    }

    @Test
    void whoSaysItOnTheConsentAtTheSameTimeIsHeardToo() throws Exception {
        for (int round = 0; round < 3; round++) {
            WithdrawalCast one = new WithdrawalCast(parties);
            CompletableFuture<Response> withdrawal =
                    CompletableFuture.supplyAsync(() -> one.withdraw("NO_NEW_SHARING"));
            TestConsents.addEvent(
                            one.cast.ngo,
                            one.consent,
                            Map.of("state", "WITHDRAWN", "saidAt", LONG_AGO, "by", "SELF", "reason", "afraid"))
                    .then()
                    .statusCode(201);
            id(withdrawal.get());
            one.cast
                    .ngo
                    .request()
                    .get("/api/v1/consents/" + one.consent)
                    .then()
                    .statusCode(200)
                    .body("events", equalTo(3))
                    .body("state", equalTo("WITHDRAWN"));
        }
    }
}
