package org.sillok.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.erasure.ErasureCast.ITEMS;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.request.RequestCast.number;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.hold.HoldCast;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/** What is refused because of an erasure, and what an erasure refuses to do. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasureRefusalsTest {
    @Inject
    TestParties parties;

    @Inject
    ErasureSweep sweep;

    private HoldCast custodians;
    private ErasureCast cast;

    @BeforeEach
    void newCast() {
        cast = new ErasureCast(parties);
        custodians = new HoldCast(parties);
    }

    private String hold(String item) {
        return custodians.placed(custodians.body("PRESERVATION", item));
    }

    private void sweepUntilCleared(String id) throws InterruptedException {
        for (int i = 0; i < 100 && !cast.seen(id).getString("state").equals("CLEARED"); i++) {
            sweep.sweep();
            Thread.sleep(100);
        }
        assertThat(cast.seen(id).getString("state")).isEqualTo("CLEARED");
    }

    @Test
    void nothingIsMadeFromWhatIsBeingErasedAndNothingAdded() throws Exception {
        String item = cast.item();
        String other = cast.item();
        String id = cast.proposed(item);
        String hold = hold(item);
        assertThat(cast.confirmed(id).getString("state")).isEqualTo("BLOCKED");
        problem(cast.derive(other, item), 409, "conflict");
        problem(cast.derive(item, other), 409, "conflict");
        assertThat(cast.seen(id).getInt("items")).isEqualTo(1);
        assertThatThrownBy(
                        () -> asOwner("insert into erasure_item (erasure, item, owner_party, named) select erasure, '"
                                + other + "', owner_party, true from erasure_item where erasure = '" + id + "'"))
                .hasMessageContaining("nothing is added");
        custodians.lifted(hold);
        sweepUntilCleared(id);
        cast.ngo.request().get(ITEMS + "/" + other).then().statusCode(200);
    }

    @Test
    void aHoldOnWhatWasErasedMeanwhileIsNotPlaced() throws Exception {
        String item = cast.item();
        String hold = custodians.proposed(custodians.body("PRESERVATION", item));
        cast.erased(item);
        problem(HoldCast.act(custodians.second, hold, "confirm"), 409, "conflict");
    }

    @Test
    void oneThatCannotBeErasedKeepsItsKeyAndNoneOfTheOthersWaiting() throws Exception {
        String bad = cast.item();
        String good = cast.item();
        String id = cast.proposed(bad, good);
        String own = " from vault.vault_subject_key where key_use = 'ACCOUNTABILITY' and subject = '" + bad + "'";
        asOwner("create table kept_key as select *" + own);
        asOwner("delete" + own);
        cast.custodian.awaitJob(cast.confirm(cast.custodian, id)
                .then()
                .statusCode(200)
                .extract()
                .path("job"));
        problem(cast.ngo.request().get(ITEMS + "/" + good), 410, "erased");
        assertThat(number("select count(*) from vault.vault_subject_key where key_use = 'CONTENT' and subject = '" + bad
                        + "'"))
                .as("no tombstone could be written")
                .isEqualTo(1);
        asOwner(
                "alter table vault.vault_destroyed_key disable trigger user",
                "delete from vault.vault_destroyed_key where subject = '" + bad + "'",
                "alter table vault.vault_destroyed_key enable trigger user",
                "insert into vault.vault_subject_key select * from kept_key",
                "drop table kept_key");
        sweepUntilCleared(id);
    }
}
