package org.sillok.keys;

import java.util.List;
import org.sillok.json.JsonObject;
import org.sillok.vault.KekStatus;

/**
 * What came out of a rotation.
 *
 * @param target the key-encryption key that is the current one now
 * @param moved whether anything was to be moved to it
 * @param rewrapped how many keys were wrapped anew, not counting runs before a crash
 * @param broken how many cannot be opened, because somebody altered them; the audit names them
 * @param keys how things stand
 */
public record RotationReport(String target, boolean moved, long rewrapped, long broken, List<KekStatus> keys) {
    public RotationReport {
        keys = List.copyOf(keys);
    }

    /** Whether no key is left under an earlier key-encryption key, but for those that are gone and were declared lost. */
    public boolean isComplete() {
        return keys.stream().allMatch(key -> key.kek().equals(target) || key.wraps() == 0 || key.isGone());
    }

    /** How many keys stay as they are, because the key-encryption key that protects them was declared lost. */
    public long lost() {
        return keys.stream()
                .filter(KekStatus::isGone)
                .mapToLong(KekStatus::wraps)
                .sum();
    }

    String outcome() {
        if (!moved) {
            return "KEY_MADE";
        }
        return isComplete() ? "COMPLETE" : "INCOMPLETE";
    }

    /** As it is shown. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("outcome", outcome())
                .put("to", target)
                .put("rewrapped", rewrapped)
                .put("broken", broken)
                .put("lost", lost())
                .put("keys", KeyList.json(keys))
                .build();
    }
}
