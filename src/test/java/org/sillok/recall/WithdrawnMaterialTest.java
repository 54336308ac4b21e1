package org.sillok.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.GivenBack;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Notice;
import org.sillok.terms.MaterialRef;

/** From what somebody says to what recipients are asked, through the public API. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawnMaterialTest extends RecallCase {
    @Inject
    GivenBack givenBack;

    @Inject
    Scope scope;

    @Test
    void whatIsWithdrawnIsCalledBackAndWhatIsLiftedIsNotAnyMore() throws Exception {
        String withdrawal = withdrawn("NO_FURTHER_USE");
        String id = notice();
        JsonPath seen = seen(cast.mechanism, id);
        assertThat(seen.getString("state")).isEqualTo("ISSUED");
        assertThat(seen.getString("asked")).isEqualTo("STOP_USE");
        Notice notice = loaded(id);
        assertThat(notice.level().name()).isEqualTo("NO_FURTHER_USE");
        assertThat(notice.reason().name()).isEqualTo("SAFETY");
        assertThat(called(withdrawal)).containsExactly(bundle);
        assertThat(report(withdrawal))
                .contains("It has not answered yet.", "What you decided", "may have passed it on");
        lifted(withdrawal);
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("LIFTED");
        assertThat(told(cast.mechanism, id)).containsExactly("RECALL_ISSUED", "RECALL_LIFTED");
    }

    @Test
    void whereNothingIsAskedTheReportSaysWhoHasItAndWhereNobodyHasItThat() {
        String quiet = withdrawn("NO_NEW_SHARING");
        assertThat(called(quiet)).isEmpty();
        assertThat(report(quiet)).contains("This time it was asked for nothing.");
        String other = id(withdraw(cast.ngo, "item", TestConsents.item(cast.ngo), "ERASE", "SOURCE"));
        assertThat(called(other)).isEmpty();
        assertThat(report(other)).contains("Nobody outside had received it.");
    }

    @Test
    void whatWasDestroyedIsGoneUntilTheRecallIsLifted() throws Exception {
        String withdrawal = withdrawn("ERASE");
        String id = notice();
        assertThat(given()).isEmpty();
        loaded(id);
        complied(id).then().statusCode(200);
        assertThat(given()).containsExactly(first(item));
        String more = id(withdraw(cast.ngo, "item", item, "RESTRICT", "ORGANISATION"));
        // Who has destroyed it is asked all the same: this withdrawal may outlast the first.
        assertThat(called(more)).containsExactly(bundle);
        lifted(withdrawal);
        assertThat(seen(cast.mechanism, notice()).getString("state")).isEqualTo("ISSUED");
        lifted(more);
        // From now on it may have loaded it again.
        assertThat(given()).isEmpty();
        assertThat(called(withdrawn("ERASE"))).containsExactly(bundle);
    }

    private String withdrawn(String level) {
        return id(withdraw(cast.ngo, "item", item, level, "SOURCE"));
    }

    private List<String> called(String withdrawal) {
        return cast.ngo
                .request()
                .get(NOTICES + "?withdrawal=" + withdrawal)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.bundle");
    }

    private String report(String withdrawal) {
        return cast.ngo
                .request()
                .accept("text/html")
                .get(WITHDRAWALS + "/" + withdrawal + "/report?language=en")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void lifted(String withdrawal) {
        String lift = WITHDRAWALS + "/" + withdrawal + "/lift";
        Map<String, Object> why = Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(cast.ngo)));
        cast.ngo.sends(why).post(lift).then().statusCode(202);
        cast.colleague.request().post(lift + "/confirm").then().statusCode(200);
    }

    private Set<MaterialRef> given() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return givenBack.of(new BundleId(bundle));
        });
    }
}
