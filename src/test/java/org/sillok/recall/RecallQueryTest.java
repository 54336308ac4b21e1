package org.sillok.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;

/** A filter finds nothing by what its caller is not told. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RecallQueryTest extends RecallCase {
    @Test
    void whoseMaterialAnotherCallsBackDoesNotFindItByTheWithdrawal() {
        String withdrawal = withdrawal();
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        issue(new RecallOrder(
                withdrawal,
                new PartyId(other.party()),
                RecallLevel.NO_FURTHER_USE,
                RecallReason.SAFETY,
                Asked.STOP_USE,
                null,
                Instant.now(),
                inTwoWeeks(),
                Map.of(new BundleId(bundle), Set.of(first(item)))));
        String id = notice();
        assertThat(seen(cast.ngo, id).getString("viewpoint")).isEqualTo("OWNER");
        assertThat(seen(cast.ngo, id).getString("withdrawal")).isNull();
        assertThat(found(cast.ngo, withdrawal)).isZero();
        assertThat(found(other, withdrawal)).isEqualTo(1);
    }
}
