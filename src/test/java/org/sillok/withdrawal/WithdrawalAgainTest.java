package org.sillok.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.consent.TestConsents.ITEMS;
import static org.sillok.consent.TestConsents.proven;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.body;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.seen;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** What is said again while it stands: refused if it would change nothing, and heard if there is more to take back. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawalAgainTest {
    @Inject
    TestParties parties;

    @Test
    void aSourceTakesBackWhatItPermittedSince() {
        WithdrawalCast one = new WithdrawalCast(parties);
        String first = id(withdraw(one.cast.ngo, "source", one.source, "RESTRICT", "SOURCE"));
        String consent = TestConsents.given(
                one.cast.ngo,
                one.source,
                TestConsents.item(one.cast.ngo),
                RequestCast.term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        String item = TestConsents.item(one.cast.ngo);
        TestConsents.bind(one.cast.ngo, item, null, consent).then().statusCode(201);
        String again = id(withdraw(one.cast.ngo, "source", one.source, "RESTRICT", "SOURCE"));
        assertThat(again).isNotEqualTo(first);
        assertThat(seen(one.cast.ngo, again).getInt("items")).isEqualTo(2);
        assertThat(TestConsents.get(one.cast.ngo, consent).getString("state")).isEqualTo("WITHDRAWN");
        assertThat(one.cast.ngo.request().get(ITEMS + item).statusCode()).isEqualTo(404);
        problem(withdraw(one.cast.ngo, "source", one.source, "RESTRICT", "SOURCE"), 409, "conflict");
    }

    @Test
    void whatWasMadeSinceIsTakenBackToo() {
        WithdrawalCast one = new WithdrawalCast(parties);
        id(withdraw(one.cast.ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        problem(withdraw(one.cast.ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"), 409, "conflict");
        one.derivedFrom(one.item);
        String again = id(withdraw(one.cast.ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        assertThat(seen(one.cast.ngo, again).getInt("items")).isEqualTo(2);
    }

    @Test
    void whatWasGivenAnewIsTakenBackAgain() {
        WithdrawalCast one = new WithdrawalCast(parties);
        id(one.withdraw("NO_FURTHER_USE"));
        problem(one.withdraw("NO_FURTHER_USE"), 409, "conflict");
        String form = TestConsents.item(one.cast.ngo);
        String proposal = TestConsents.addVersion(
                        one.cast.ngo,
                        one.consent,
                        proven("GIVEN", Timestamps.format(Timestamps.truncate(Instant.now())), form),
                        TestConsents.signed(form, RequestCast.term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE")))
                .then()
                .statusCode(202)
                .extract()
                .path("pending[0].id");
        TestConsents.confirm(one.cast.colleague, one.consent, proposal).then().statusCode(201);
        assertThat(TestConsents.get(one.cast.ngo, one.consent).getString("state"))
                .isEqualTo("GIVEN");
        Map<String, Object> body = body("consent", one.consent, "NO_FURTHER_USE", "SOURCE");
        body.put("saidAt", Timestamps.format(Timestamps.truncate(Instant.now())));
        id(one.cast.ngo.sends(body).post(WITHDRAWALS));
        assertThat(TestConsents.get(one.cast.ngo, one.consent).getString("state"))
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void whoAsksForMoreThanBeforeIsHeard() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Map<String, Object> body = body("consent", one.consent, "RESTRICT", "SOURCE");
        body.put("asked", "STOP_USE");
        id(one.cast.ngo.sends(body).post(WITHDRAWALS));
        problem(one.cast.ngo.sends(body).post(WITHDRAWALS), 409, "conflict");
        body.put("asked", "DESTROY");
        String more = id(one.cast.ngo.sends(body).post(WITHDRAWALS));
        assertThat(seen(one.cast.ngo, more).getString("asked")).isEqualTo("DESTROY");
        body.put("asked", "QUARANTINE");
        problem(one.cast.ngo.sends(body).post(WITHDRAWALS), 409, "conflict");
    }

    @Test
    void aClockThatIsFastRefusesNobody() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Map<String, Object> body = body("consent", one.consent, "NO_NEW_SHARING", "SOURCE");
        Instant ahead = Timestamps.truncate(Instant.now().plusSeconds(120));
        body.put("saidAt", Timestamps.format(ahead));
        String id = id(one.cast.ngo.sends(body).post(WITHDRAWALS));
        assertThat(Instant.parse(seen(one.cast.ngo, id).getString("saidAt"))).isBefore(ahead);
        body.put("saidAt", Timestamps.format(ahead.plusSeconds(3_600)));
        problem(one.cast.ngo.sends(body).post(WITHDRAWALS), 400, "invalid-field");
    }
}
