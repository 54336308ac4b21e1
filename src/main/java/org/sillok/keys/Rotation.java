package org.sillok.keys;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.Patience;
import org.sillok.vault.Rewrapping;

/**
 * One rotation from beginning to end: a new key-encryption key, and every key of every subject wrapped anew under it, with
 * deposits and readings going on. It may be cut off anywhere and run again with its resume point: what is done already is
 * not done twice, and a new key that was made before a crash is found again, not made again. Asked for anew, with a new key,
 * it moves everything once more; without one it goes on. A vault that is away for a moment is waited for. What a key that
 * was declared lost wraps stays as it is, unless that key has turned up again.
 */
final class Rotation {
    private static final String BEFORE = "before";
    private static final String TARGET = "target";
    private static final int PASSES = 10;

    private final KeyFamily keks;
    private final RotationRecord record;
    private final Patience patience;

    Rotation(KeyFamily keks, RotationRecord record, Patience patience) {
        this.keks = keks;
        this.record = record;
        this.patience = patience;
    }

    /**
     * Rotates. Runs outside of any transaction.
     *
     * @param resumePoint where an earlier run had got to
     * @throws KekUnavailableException if a key-encryption key cannot be used, and waiting did not help, or if the current one is
     *     another than was asked for; every key still opens as soon as that one can
     */
    RotationReport run(RotationOrder order, @Nullable JsonObject resumePoint, RotationProgress progress) {
        RotationSteps steps = order.steps();
        String target = begin(order, Optional.ofNullable(resumePoint), progress);
        RotationReport report =
                steps.moves() ? move(target, progress) : new RotationReport(target, false, 0, 0, keks.status());
        return patience.with(
                () -> {
                    record.ended(keks.name(), report);
                    return report;
                },
                sign(progress, report.rewrapped(), report.rewrapped()));
    }

    private RotationReport move(String target, RotationProgress progress) {
        long total = keks.status().stream()
                .filter(key -> !key.kek().equals(target) && !key.isGone())
                .mapToLong(KekStatus::wraps)
                .sum();
        long done = 0;
        long broken = 0;
        // Deposits that began before the new key was known may commit keys under the old one during a pass. A replica
        // that does not hold the new key does so all the time: then the rotation ends, and says that it is incomplete.
        boolean more = true;
        for (int pass = 0; more && pass < PASSES; pass++) {
            more = false;
            broken = 0;
            for (KekStatus key : keks.status()) {
                Rewrapping.Portion portion = new Rewrapping.Portion(Rewrapping.Place.START, 0, 0);
                boolean former = !key.kek().equals(target) && key.wraps() > 0 && !key.isGone();
                while (former) {
                    Rewrapping.Place from = portion.last();
                    Runnable sign = sign(progress, done, total);
                    portion = patience.with(() -> keks.next(key.kek(), target, from), sign);
                    former = !portion.isEmpty();
                    more |= portion.done() > 0;
                    done += portion.done();
                    broken += portion.broken();
                    sign(progress, done, total).run();
                }
            }
        }
        return new RotationReport(target, true, done, broken, keks.status());
    }

    /** A process with an old copy of the keys would move everything back, and one that has the right one can go on. */
    private static void demand(String target, String current) {
        if (!current.equals(target)) {
            throw new KekUnavailableException(
                    KeyTrouble.OTHER_KEY,
                    "The current key-encryption key is " + current + " here, not " + target
                            + ", to which this rotation moves everything: put that one first here and rotate without a"
                            + " new key.",
                    null);
        }
    }

    private void announce(String target, RotationProgress progress) {
        patience.with(
                () -> {
                    record.begun(keks.name(), target);
                    return target;
                },
                sign(progress, 0, 0));
    }

    private static Runnable sign(RotationProgress progress, long done, long total) {
        return () -> progress.at(done, Math.max(done, total));
    }

    private String begin(RotationOrder order, Optional<JsonObject> resumePoint, RotationProgress progress) {
        Optional<String> known =
                resumePoint.flatMap(point -> point.find(TARGET)).map(JsonValue::asText);
        boolean newKey = order.steps().makes();
        String current = keks.current();
        known.or(() -> Optional.ofNullable(order.to())).ifPresent(target -> demand(target, current));
        if (known.isPresent()) {
            return current;
        }
        if (!newKey) {
            // With a new key the current one may be one that was retired; making the key verifies all others.
            keks.registerCurrent();
        }
        String target = current;
        if (newKey) {
            Optional<String> before =
                    resumePoint.flatMap(point -> point.find(BEFORE)).map(JsonValue::asText);
            if (before.isEmpty()) {
                progress.at(0, 0, JsonObject.builder().put(BEFORE, current).build());
            }
            target = before.orElse(current).equals(current) ? keks.makeKey() : keks.registerCurrent();
        }
        announce(target, progress);
        progress.at(0, 0, JsonObject.builder().put(TARGET, target).build());
        return target;
    }
}
