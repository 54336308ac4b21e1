package org.sillok.keys;

import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/**
 * What a rotation was asked for. Where to move everything belongs to the request: the replica that does the work may hold
 * an old copy of the keys, and would move it back to a former one.
 *
 * @param to the key that must be the current one when everything is moved to it; null: whichever is
 */
public record RotationOrder(RotationSteps steps, @Nullable String to) {
    private static final String STEPS = "steps";
    private static final String TO = "to";

    public RotationOrder {
        if (to != null && steps.makes()) {
            throw new IllegalArgumentException("a key that is still to be made has no identifier");
        }
    }

    /** To whichever key is the current one. */
    public static RotationOrder of(RotationSteps steps) {
        return new RotationOrder(steps, null);
    }

    static RotationOrder parse(JsonObject params) {
        return new RotationOrder(
                RotationSteps.valueOf(params.text(STEPS)),
                params.find(TO).map(JsonValue::asText).orElse(null));
    }

    JsonObject toJson() {
        JsonObject.Builder params = JsonObject.builder().put(STEPS, steps.name());
        return (to == null ? params : params.put(TO, to)).build();
    }
}
