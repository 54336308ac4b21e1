package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.storage.ObjectName;

/** What the sweep ends, completes and lets go of. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealSweepTest extends SealJobCase {
    @Test
    void theSweepEndsWhatNobodyWorksOnAndCompletesWhatIsSealed() {
        BundleId waits = begun();
        sweep.settle();
        assertThat(bundle(waits).state()).isEqualTo("SEALING");
        cancel(waits);
        sweep.settle();
        assertThat(bundle(waits).state()).isEqualTo("CANCELLED");
        BundleId sealed = begun();
        assertThatThrownBy(() -> job.run(attempt(sealed, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        cancel(sealed);
        sweep.settle();
        assertThat(bundle(sealed).state()).as("what is sealed stays sealed").isEqualTo("READY");
    }

    @Test
    void theSweepLetsGoOfWhatExpiredAndOfPartsOfNoBundle() throws Exception {
        BundleId id = begun();
        job.run(attempt(id, done -> {}));
        assertThat(objects(id)).isNotEmpty();
        RequestCast.asOwner(
                "update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("EXPIRED");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(2);
        assertThat(objects(id)).isEmpty();
        assertThat(told(cast.ngo, id, "BUNDLE_EXPIRED")).isEqualTo(1);
        ObjectName fresh = PartObjects.name(id, "0011223344556677", 1);
        store.put(fresh, new byte[] {1});
        assertThat(sweep.leftovers()).isZero();
        assertThat(store.stat(fresh)).as("it is not two days old").isPresent();
        store.discard(fresh);
    }

    @Test
    void whatExpiresBeforeAllIsOnRecordIsRecordedFirst() throws Exception {
        BundleId id = begun();
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        RequestCast.asOwner(
                "alter table bundle_item disable trigger bundle_item_fixed",
                "update bundle_item set released = false where bundle = '" + id + "'",
                "alter table bundle_item enable trigger bundle_item_fixed");
        long before = released();
        RequestCast.asOwner(
                "update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("SEALED");
        cancel(id);
        sweep.settle();
        assertThat(released()).as("the item's record says that it left").isEqualTo(before + 1);
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("EXPIRED");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(2);
        assertThat(objects(id)).isEmpty();
    }
}
