package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.Patience;
import org.sillok.vault.Rewrapping;

/**
 * One rotation from beginning to end: a new key-encryption key, and every key of every subject wrapped anew under it, with
 * deposits and readings going on. It may be cut off anywhere and run again with its resume point: what is done already is
 * not done twice, and a new key that was made before a crash is found again, not made again. Asked for anew, with a new key,
 * it moves everything once more; without one it goes on. A vault that is away for a moment is waited for.
 */
@ApplicationScoped
public class RotationRun {
    private static final String BEFORE = "before";
    private static final String TARGET = "target";
    private static final int PASSES = 10;

    private final KekRegister keks;
    private final Rewrapping rewrapping;
    private final RotationRecord record;
    private final Patience patience;

    RotationRun(KekRegister keks, Rewrapping rewrapping, RotationRecord record, Patience patience) {
        this.keks = keks;
        this.rewrapping = rewrapping;
        this.record = record;
        this.patience = patience;
    }

    /**
     * Rotates. Runs outside of any transaction.
     *
     * @param resumePoint where an earlier run had got to
     * @throws org.sillok.vault.KekUnavailableException if a key-encryption key cannot be used, and waiting did not help; every
     *     key still opens as soon as that one can
     */
    public RotationReport run(RotationSteps steps, @Nullable JsonObject resumePoint, RotationProgress progress) {
        String target = begin(steps.makes(), Optional.ofNullable(resumePoint), progress);
        RotationReport report =
                steps.moves() ? move(target, progress) : new RotationReport(target, false, 0, 0, keks.status());
        record.ended(report);
        return report;
    }

    private RotationReport move(String target, RotationProgress progress) {
        long total = keks.status().stream()
                .filter(key -> !key.kek().equals(target))
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
                boolean former = !key.kek().equals(target) && key.wraps() > 0;
                while (former) {
                    Rewrapping.Place from = portion.last();
                    Runnable sign = sign(progress, done, total);
                    portion = patience.with(() -> rewrapping.next(key.kek(), target, from), sign);
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

    private static Runnable sign(RotationProgress progress, long done, long total) {
        return () -> progress.at(done, Math.max(done, total));
    }

    private String begin(boolean newKey, Optional<JsonObject> resumePoint, RotationProgress progress) {
        Optional<String> known =
                resumePoint.flatMap(point -> point.find(TARGET)).map(JsonValue::asText);
        // With a new key the current one may be one that was retired; making the key verifies all others.
        String current = newKey ? keks.current() : keks.registerCurrent();
        if (known.filter(current::equals).isPresent()) {
            return current;
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
        record.begun(target);
        progress.at(0, 0, JsonObject.builder().put(TARGET, target).build());
        return target;
    }
}
