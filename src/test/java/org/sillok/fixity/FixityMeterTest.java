package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixityMeterTest {
    private final FixityMeter meter = new FixityMeter();

    @Test
    void whatIsLeftOfTheLogIsADelayAlsoWhileFilesAreCopied() {
        meter.delayed(FixityWorker.LOG, "two objects were left out");
        meter.goesOn(Turn.REPLICA);
        assertThat(meter.delay()).hasValue("two objects were left out");
    }

    @Test
    void whoseTurnItIsNoMoreHasNoDelayOfIt() {
        meter.delayed(FixityWorker.LOG, "two objects were left out");
        meter.delayed(Turn.REPLICA, "the replica is away");
        meter.delayed(Turn.ROUND, "the store is away");
        meter.elsewhere(Turn.REPLICA);
        assertThat(meter.delay()).hasValue("the store is away");
        meter.elsewhere(Turn.ROUND);
        assertThat(meter.delay()).isEmpty();
    }
}
