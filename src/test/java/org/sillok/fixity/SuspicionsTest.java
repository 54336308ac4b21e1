package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sillok.kernel.ItemId;

class SuspicionsTest {
    private static final ItemId ITEM = new ItemId("itm_mzxw6ytboi4tcnrvgq3tknbqga");

    private final Suspicions suspicions = new Suspicions();

    @Test
    void howeverOftenAFileIsAskedForItIsLookedAtOnce() {
        suspicions.met(ITEM, 1, 1);
        suspicions.met(ITEM, 1, 1);
        suspicions.met(ITEM, 1, 2);
        assertThat(suspicions.waiting()).hasSize(2);
        suspicions.waiting().forEach(suspicions::settled);
        suspicions.met(ITEM, 1, 1);
        assertThat(suspicions.waiting()).isEmpty();
    }

    @Test
    void whatCannotBeLookedAtIsLeftToTheNextRoundAfterSomeAttempts() {
        suspicions.met(ITEM, 1, 1);
        for (int attempt = 1; attempt < 5; attempt++) {
            suspicions.waiting().forEach(suspicions::failed);
            assertThat(suspicions.waiting()).hasSize(1);
        }
        suspicions.waiting().forEach(suspicions::failed);
        assertThat(suspicions.waiting()).isEmpty();
    }
}
