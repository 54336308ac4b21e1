package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.storage.ObjectName;

/** What is kept of a bundle while it is handed over, and what after its end. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BundleEndTest extends SealJobCase {
    @Test
    void whatIsSaidOfItemsGoesOnceTheArchiveIsSealed() {
        BundleId id = begun();
        job.run(attempt(id, once(WRITING, () -> assertThat(told(id)).isEqualTo(1))));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(told(id)).isZero();
        assertThat(number("select count(*) from bundle_item where bundle = ?", id.value()))
                .isEqualTo(1);
        assertThat(number("select count(*) from bundle_bundle where id = ? and plan is not null", id.value()))
                .as("what the recipient undertakes")
                .isEqualTo(1);
        assertThat(keys(id, "CONTENT")).isEqualTo(1);
    }

    @Test
    void whatExpiredHasNoPlanAndNoContentKeyButSaysWhoHadWhat() throws Exception {
        BundleId id = begun();
        job.run(attempt(id, done -> {}));
        expire(id);
        ended(id, "EXPIRED");
        byte[] salted = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return SealedPlan.openList(
                    vault, vault.keysOf(id.value()), rows.list(id.value()).orElseThrow());
        });
        JsonObject list = StrictJson.parse(Arrays.copyOfRange(salted, FullList.SALT, salted.length))
                .asObject();
        assertThat(list.array("lines").values())
                .singleElement()
                .satisfies(line -> assertThat(line.asObject().text("item")).isEqualTo(item));
        assertThat(cast.ngo
                        .request()
                        .get("/api/v1/bundles/" + id + "/items")
                        .jsonPath()
                        .getList("items.item"))
                .containsExactly(item);
        assertThat(number("select count(*) from sharing_disclosure where bundle = ?", id.value()))
                .isEqualTo(1);
    }

    @Test
    void whatFailedOrWasCancelledKeepsNeitherPlanNorKey() {
        BundleId failed = begun();
        store.discard(new ObjectName(content));
        assertThatThrownBy(() -> job.run(attempt(failed, done -> {}))).isInstanceOf(JobFailedException.class);
        ended(failed, "FAILED");
        BundleId cancelled = begun();
        assertThatThrownBy(() -> job.run(attempt(cancelled, once(WRITING, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        assertThat(told(cancelled)).isEqualTo(1);
        cancel(cancelled);
        sweep.settle();
        ended(cancelled, "CANCELLED");
    }

    @Test
    void aRunWhoseBundleWasEndedLeavesQuietly() {
        BundleId id = begun();
        job.run(attempt(id, once(10, () -> {
            cancel(id);
            sweep.settle();
        })));
        ended(id, "CANCELLED");
        assertThat(objects(id)).isEmpty();
    }

    @Test
    void theSweepDropsWhatAProcessThatDiedLeft() throws Exception {
        BundleId id = begun();
        job.run(attempt(id, done -> {}));
        expire(id);
        RequestCast.asOwner(
                "alter table bundle_item disable trigger bundle_item_fixed",
                "update bundle_item set sealed = 'x' where bundle = '" + id + "'",
                "alter table bundle_item enable trigger bundle_item_fixed");
        assertThat(sweep.forget()).isGreaterThanOrEqualTo(1);
        assertThat(told(id)).isZero();
    }

    @Test
    void nobodyDestroysAKeyThatIsNeededOrPutsAPlanBack() throws Exception {
        BundleId id = begun();
        job.run(attempt(id, done -> {}));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enterSystem();
                    vault.destroyContentKeyOfBundle(id);
                }))
                .hasStackTraceContaining("still needed");
        for (String subject : List.of(item, cast.ngo.party())) {
            assertThat(number(
                            "select count(*) from (select vault.destroy_key_of_bundle(?) as gone) x where gone",
                            subject))
                    .isZero();
        }
        assertThat(keys(id, "CONTENT")).isEqualTo(1);
        expire(id);
        for (String change : List.of(
                "update bundle_bundle set plan = 'x' where id = '" + id + "'",
                "update bundle_bundle set list = 'x' where id = '" + id + "'",
                "update bundle_item set sealed = 'x' where bundle = '" + id + "'")) {
            assertThatThrownBy(() -> RequestCast.asOwner(change)).as(change).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> RequestCast.asOwner("insert into vault.vault_subject_key"
                        + " select subject, 'CONTENT', kek, wrapped from vault.vault_subject_key where subject = '" + id
                        + "'"))
                .isInstanceOf(SQLException.class);
    }

    private void expire(BundleId id) throws Exception {
        RequestCast.asOwner(
                "update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
    }

    private void ended(BundleId id, String state) {
        assertThat(bundle(id).state()).isEqualTo(state);
        assertThat(told(id)).isZero();
        assertThat(number("select count(*) from bundle_bundle where id = ? and plan is not null", id.value()))
                .isZero();
        assertThat(keys(id, "CONTENT")).isZero();
        assertThat(keys(id, "ACCOUNTABILITY")).isEqualTo(1);
        assertThat(number(
                        "select count(*) from vault.vault_destroyed_key where subject = ? and key_use = 'CONTENT'",
                        id.value()))
                .isEqualTo(1);
    }

    /** Of how many items something is still said. */
    private long told(BundleId id) {
        return number(
                "select count(*) from bundle_item where bundle = ?"
                        + " and (sealed is not null or receipt is not null or facts is not null)",
                id.value());
    }

    private long keys(BundleId id, String use) {
        return number(
                "select count(*) from vault.vault_subject_key where subject = ? and key_use = ?", id.value(), use);
    }
}
