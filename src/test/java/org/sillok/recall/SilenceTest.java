package org.sillok.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.request.RequestCast.asOwner;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.core.Asked;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SilenceTest extends RecallCase {
    @Inject
    RecallSweep sweep;

    private static void due(String id) throws Exception {
        asOwner("update recall_notice set due_at = now() - interval '1 minute' where id = '" + id + "'");
    }

    @Test
    void halfwayTheRecipientIsRemindedOnce() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        sweep.followUp();
        assertThat(seen(cast.mechanism, id).getString("remindedAt")).isNull();
        due(id);
        sweep.followUp();
        sweep.followUp();
        JsonPath seen = seen(cast.mechanism, id);
        assertThat(seen.getString("remindedAt")).isNotNull();
        assertThat(seen.getString("state")).isEqualTo("ISSUED");
        assertThat(told(cast.mechanism, id)).containsExactly("RECALL_ISSUED", "RECALL_REMINDED");
        assertThat(told(cast.ngo, id)).isEmpty();
        assertThat(types()).containsOnlyOnce("RECALL_REMINDED");
    }

    @Test
    void whileNoKeyCanBeHadNothingIsSaidAndTheSweepEndsAsUsual() throws Exception {
        recalled(Asked.STOP_USE, inTwoWeeks());
        String id = notice();
        due(id);
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
        Path aside = Files.move(file, file.resolveSibling("kek.aside"));
        try {
            sweep.sweepRegularly();
        } finally {
            Files.move(aside, file);
        }
        assertThat(seen(cast.mechanism, id).getString("remindedAt")).isNull();
        sweep.sweepRegularly();
        assertThat(seen(cast.mechanism, id).getString("remindedAt")).isNotNull();
    }

    @Test
    void whenTheTimeIsOverThatIsSaidToBothSidesAndSaidAgain() throws Exception {
        recalled(Asked.STOP_USE, Instant.now().plusMillis(1_500));
        String id = notice();
        Thread.sleep(2_000);
        // It counts before anybody has put it on record.
        assertThat(seen(cast.ngo, id).getString("state")).isEqualTo("OVERDUE");
        sweep.followUp();
        sweep.followUp();
        assertThat(seen(cast.ngo, id).getInt("overdue")).isEqualTo(1);
        assertThat(told(cast.mechanism, id)).contains("RECALL_OVERDUE");
        assertThat(told(cast.ngo, id)).containsExactly("RECALL_OVERDUE");
        assertThat(told(parties.custodian(), id, "&type=RECALL_OVERDUE")).contains("RECALL_OVERDUE");
        due(id);
        sweep.followUp();
        assertThat(seen(cast.ngo, id).getInt("overdue")).isEqualTo(2);
        loaded(id);
        complied(id).then().statusCode(200);
        sweep.followUp();
        JsonPath seen = seen(cast.ngo, id);
        assertThat(seen.getString("state")).isEqualTo("COMPLIED");
        assertThat(seen.getInt("overdue")).isEqualTo(2);
    }
}
