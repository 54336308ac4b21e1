package org.sillok.terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chance with a seed. How often something out of the ordinary happens can be set. */
final class Dice {
    private final Random random;
    private double oddity;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    void oddity(double share) {
        oddity = share;
    }

    /** Whether something out of the ordinary happens. */
    boolean odd() {
        return chance(oddity);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** At least one and at most {@code most} of them. */
    <T> Set<T> some(List<T> values, int most) {
        Set<T> chosen = new HashSet<>(Set.of(one(values)));
        for (int more = upTo(most - 1); more > 0; more--) {
            chosen.add(one(values));
        }
        return chosen;
    }

    /** Each of them with the chance {@code share}. */
    <T> Set<T> each(Collection<T> values, double share) {
        Set<T> chosen = new HashSet<>();
        values.forEach(value -> {
            if (chance(share)) {
                chosen.add(value);
            }
        });
        return chosen;
    }

    <T> List<T> shuffled(List<T> values) {
        List<T> mixed = new ArrayList<>(values);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}
