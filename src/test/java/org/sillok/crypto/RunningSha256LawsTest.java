package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Wherever a computation is cut and taken up again, it comes to what the JDK computes in one go. */
class RunningSha256LawsTest {
    @Test
    void everyCutAroundTheBoundsOfBlocksGivesTheDigestOfTheJdk() {
        byte[] bytes = new byte[200];
        new Random(7).nextBytes(bytes);
        for (int length = 0; length <= bytes.length; length++) {
            byte[] whole = Arrays.copyOf(bytes, length);
            for (int cut = 0; cut <= length; cut++) {
                RunningSha256 first = RunningSha256.begin();
                first.update(whole, 0, cut);
                assertThat(first.soFar()).isEqualTo(Sha2.sha256(Arrays.copyOf(whole, cut)));
                RunningSha256 second = RunningSha256.resume(first.state());
                second.update(whole, cut, length - cut);
                assertThat(second.soFar()).as("%d of %d", cut, length).isEqualTo(Sha2.sha256(whole));
            }
        }
    }

    @Test
    void manyRandomCutsOfALongTextGiveTheDigestOfTheJdk() {
        long seed = 20261122;
        Random random = new Random(seed);
        byte[] bytes = new byte[300_000];
        random.nextBytes(bytes);
        RunningSha256 running = RunningSha256.begin();
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(5_000));
            running.update(bytes, at, count);
            at += count;
            running = RunningSha256.resume(running.state());
            assertThat(running.soFar()).as("seed %d at %d", seed, at).isEqualTo(Sha2.sha256(Arrays.copyOf(bytes, at)));
        }
    }

    @Test
    void lookingAtTheDigestChangesNothing() {
        RunningSha256 running = RunningSha256.begin();
        running.update(new byte[] {1, 2, 3}, 0, 3);
        byte[] before = running.state();
        running.soFar();
        assertThat(running.state()).isEqualTo(before);
    }

    @Test
    void whatIsNotAStateIsRefused() {
        byte[] state = RunningSha256.begin().state();
        for (byte[] other : new byte[][] {{}, {1}, Arrays.copyOf(state, 20)}) {
            assertThatThrownBy(() -> RunningSha256.resume(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
