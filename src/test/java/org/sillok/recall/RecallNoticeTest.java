package org.sillok.recall;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Notice;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.request.RequestCast;
import org.sillok.terms.MaterialRef;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RecallNoticeTest extends RecallCase {
    private static final String WORDS = "이미 법정 기록에 있습니다";

    @Inject
    ReleasedVersions versions;

    @Inject
    Scope scope;

    private Digest statement(MaterialRef version) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return Objects.requireNonNull(versions.statements(Set.of(version)).get(version));
        });
    }

    @Test
    void aNoticeIsLoadedVerifiedAndAnswered() throws Exception {
        String withdrawal = recalled(Asked.DESTROY, inTwoWeeks());
        String id = notice();
        assertThat(told(cast.mechanism, id)).containsExactly("RECALL_ISSUED");
        JsonPath before = seen(cast.mechanism, id);
        assertThat(before.getString("viewpoint")).isEqualTo("RECIPIENT");
        assertThat(before.getString("state")).isEqualTo("ISSUED");
        assertThat(before.getString("asked")).isEqualTo("DESTROY");
        assertThat(before.getInt("items")).isEqualTo(1);
        assertThat(before.getString("withdrawal")).isNull();
        problem(cast.mechanism.request().get(NOTICES + "/" + id + "/answer-text?answer=COMPLIED"), 409, "conflict");
        Notice notice = loaded(id);
        assertThat(notice.id().value()).isEqualTo(id);
        assertThat(notice.bundle().value()).isEqualTo(bundle);
        assertThat(notice.level()).isEqualTo(RecallLevel.NO_FURTHER_USE);
        assertThat(notice.items()).hasSize(1);
        assertThat(notice.items().get(0).number()).isEqualTo(1);
        assertThat(notice.items().get(0).statement()).isEqualTo(statement(first(item)));
        assertThat(new String(notice.bytes().toArray(), StandardCharsets.UTF_8))
                .doesNotContain(withdrawal)
                .doesNotContain(item)
                .doesNotContain(cast.ngo.party());
        loaded(id);
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("DELIVERED");
        String signature = sign(key, text(id, "answer=COMPLIED&explanation=" + explanation(notice, WORDS)));
        answer(cast.mechanism, id, body("COMPLIED", null, WORDS, signature))
                .then()
                .statusCode(200)
                .body("state", equalTo("COMPLIED"))
                .body("answers[0].text", equalTo(WORDS));
        answer(cast.mechanism, id, body("COMPLIED", null, WORDS, signature))
                .then()
                .statusCode(200)
                .body("answers.size()", equalTo(1));
        assertThat(told(cast.ngo, id)).containsExactly("RECALL_ANSWERED");
        JsonPath owner = seen(cast.ngo, id);
        assertThat(owner.getString("viewpoint")).isEqualTo("OWNER");
        assertThat(owner.getString("withdrawal")).isEqualTo(withdrawal);
        assertThat(owner.getString("answers[0].text")).isEqualTo(WORDS);
        assertThat(types())
                .containsSubsequence("SEALED", "RECALLED", "RECALL_DELIVERED", "RECALL_ANSWERED")
                .containsOnlyOnce("RECALL_DELIVERED")
                .containsOnlyOnce("RECALL_ANSWERED");
    }

    @Test
    void toEverybodyElseItDoesNotExist() throws Exception {
        recalled(Asked.QUARANTINE, inTwoWeeks());
        String id = notice();
        Actor stranger = parties.newPartyWith(Role.INVESTIGATOR, Role.CONTRIBUTOR);
        Actor clerk = parties.userOf(cast.mechanism.party(), Role.CONTRIBUTOR);
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        for (String path : new String[] {"", "/file", "/answer-text?answer=COMPLIED"}) {
            assertThat(given().get(NOTICES + "/" + id + path).statusCode()).isEqualTo(401);
            for (Actor actor : new Actor[] {stranger, clerk}) {
                assertThat(actor.request()
                                .accept("*/*")
                                .get(NOTICES + "/" + id + path)
                                .statusCode())
                        .isEqualTo(404);
                assertThat(actor.request()
                                .accept("*/*")
                                .get(NOTICES + "/" + ABSENT + path)
                                .statusCode())
                        .isEqualTo(404);
            }
            assertThat(operator.request()
                            .accept("*/*")
                            .get(NOTICES + "/" + id + path)
                            .statusCode())
                    .isEqualTo(403);
        }
        problem(answer(stranger, id, body("COMPLIED", null, null, "AAAA")), 404, "not-found");
        problem(answer(cast.ngo, id, body("COMPLIED", null, null, "AAAA")), 403, "forbidden");
        problem(loads(cast.ngo, id), 403, "forbidden");
        assertThat(stranger.request()
                        .get(NOTICES)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        problem(operator.request().get(NOTICES), 403, "forbidden");
        JsonPath custodian = seen(parties.custodian(), id);
        assertThat(custodian.getString("viewpoint")).isEqualTo("CUSTODIAN");
        loads(parties.custodian(), id).then().statusCode(200);
        // A custodian who looks delivers nothing.
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("ISSUED");
    }

    @Test
    void auditorsReadNoWordsAndRecipientsFindOutNoCause() throws Exception {
        String withdrawal = recalled(Asked.QUARANTINE, inTwoWeeks());
        String id = notice();
        Notice notice = loaded(id);
        String signature = sign(key, text(id, "answer=COMPLIED&explanation=" + explanation(notice, WORDS)));
        answer(cast.mechanism, id, body("COMPLIED", null, WORDS, signature))
                .then()
                .statusCode(200);
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        JsonPath seen = seen(auditor, id);
        assertThat(seen.getString("viewpoint")).isEqualTo("AUDITOR");
        assertThat(seen.getString("answers[0].answer")).isEqualTo("COMPLIED");
        assertThat(seen.getString("answers[0].text")).isNull();
        assertThat(seen.getString("withdrawal")).isNull();
        problem(loads(auditor, id), 403, "forbidden");
        for (Actor actor : new Actor[] {auditor, cast.mechanism}) {
            assertThat(found(actor, withdrawal)).isZero();
        }
        assertThat(found(cast.ngo, withdrawal)).isEqualTo(1);
        assertThat(found(parties.custodian(), withdrawal)).isEqualTo(1);
    }

    @Test
    void whatWasDestroyedIsAskedForAgainByTheNextWithdrawal() throws Exception {
        recalled(Asked.DESTROY, inTwoWeeks());
        String id = notice();
        loaded(id);
        complied(id).then().statusCode(200);
        String again = recalled(Asked.DESTROY, inTwoWeeks());
        String second = notice();
        assertThat(second).isNotEqualTo(id);
        assertThat(found(cast.ngo, again)).isEqualTo(1);
        loaded(second);
        complied(second).then().statusCode(200);
        assertThat(seen(cast.ngo, id).getString("state")).isEqualTo("COMPLIED");
        assertThat(seen(cast.ngo, second).getString("state")).isEqualTo("COMPLIED");
    }

    @Test
    void whatNobodyHasIsAskedOfNobody() {
        String nobody = withdrawal();
        issue(order(
                nobody,
                Asked.STOP_USE,
                inTwoWeeks(),
                Map.of(
                        BundleId.fresh(randomness),
                        Set.of(first(item)),
                        new BundleId(bundle),
                        Set.of(first(TestConsents.item(cast.ngo))))));
        assertThat(found(cast.ngo, nobody)).isZero();
    }

    @Test
    void whereNothingIsAskedNobodyGetsANotice() {
        String quiet = withdrawal();
        issue(order(quiet, null, inTwoWeeks(), Map.of(new BundleId(bundle), Set.of(first(item)))));
        assertThat(found(cast.ngo, quiet)).isZero();
        assertThat(cast.ngo
                        .request()
                        .accept("text/html")
                        .get("/api/v1/withdrawals/" + quiet + "/report?language=en")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("This time it was asked for nothing.");
    }

    @Test
    void whatIsRolledBackWasNeverIssued() {
        String withdrawal = withdrawal();
        RecallOrder order =
                order(withdrawal, Asked.STOP_USE, inTwoWeeks(), Map.of(new BundleId(bundle), Set.of(first(item))));
        QuarkusTransaction.begin();
        recalls.issue(order);
        QuarkusTransaction.rollback();
        assertThat(found(cast.ngo, withdrawal)).isZero();
        issue(order);
        assertThat(found(cast.ngo, withdrawal)).isEqualTo(1);
        assertThat(catchThrowable(() -> issue(order))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReplacementIsABundleOfTheSameRecipient() throws Exception {
        String mine = bundle;
        RecallCase other = new RecallCase() {};
        other.parties = parties;
        other.recalls = recalls;
        other.randomness = randomness;
        other.sealed();
        assertThat(catchThrowable(() -> issue(replaced(mine, other.bundle))))
                .isInstanceOf(IllegalArgumentException.class);
        String newer = bundleOf(item);
        issue(replaced(mine, newer));
        Notice notice = loaded(notice());
        assertThat(notice.asked()).isEqualTo(Asked.REPLACE_WITH);
        assertThat(notice.replacement()).isEqualTo(new BundleId(newer));
    }

    private RecallOrder replaced(String old, String replacement) {
        return new RecallOrder(
                withdrawal(),
                new PartyId(cast.ngo.party()),
                RecallLevel.NO_FURTHER_USE,
                RecallReason.ERROR,
                Asked.REPLACE_WITH,
                new BundleId(replacement),
                Instant.now(),
                inTwoWeeks(),
                Map.of(new BundleId(old), Set.of(first(item))));
    }

    @Test
    void aLiftedRecallAsksForNothing() throws Exception {
        String withdrawal = recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        loaded(id);
        QuarkusTransaction.requiringNew().run(() -> recalls.lift(withdrawal));
        QuarkusTransaction.requiringNew().run(() -> recalls.lift(withdrawal));
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("LIFTED");
        problem(answer(cast.mechanism, id, body("COMPLIED", null, null, "AAAA")), 409, "conflict");
        assertThat(told(cast.mechanism, id)).containsExactly("RECALL_ISSUED", "RECALL_LIFTED");
        assertThat(types()).containsOnlyOnce("RECALL_LIFTED");
    }

    @Test
    void theDatabaseItselfKeepsWhatWasCalledBack() {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        for (String statement : new String[] {
            "update sillok.recall_notice set respond_by = now() where id = '" + id + "'",
            "update sillok.recall_notice set digest = decode(repeat('00', 32), 'hex') where id = '" + id + "'",
            "delete from sillok.recall_item where notice = '" + id + "'",
            "delete from sillok.recall_notice where id = '" + id + "'",
            "update sillok.recall_list set number = number + 1000"
        }) {
            assertThat(catchThrowable(() -> RequestCast.asOwner(statement)))
                    .as(statement)
                    .isInstanceOf(SQLException.class);
        }
    }
}
