package org.sillok.keys;

import java.util.ArrayList;
import java.util.List;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

/** Key-encryption keys as they are shown: identifiers, counts and states, nothing secret. */
public final class KeyList {
    private KeyList() {}

    /** One object a key: {@code id}, {@code state}, {@code wraps}, and what is wrong if it cannot be used. */
    public static JsonArray json(List<KekStatus> keys) {
        List<JsonValue> list = new ArrayList<>();
        for (KekStatus key : keys) {
            JsonObject.Builder object = JsonObject.builder()
                    .put("id", key.kek())
                    .put("state", state(key))
                    .put("wraps", key.wraps());
            KeyTrouble trouble = key.trouble();
            if (trouble != null) {
                object.put("condition", trouble.name()).put("reason", trouble.sentence());
            }
            list.add(object.build());
        }
        return new JsonArray(list);
    }

    private static String state(KekStatus key) {
        if (key.lost() && !key.retired() && !key.current()) {
            return "LOST";
        } else if (key.trouble() != null) {
            return "UNAVAILABLE";
        } else if (key.retired()) {
            return "RETIRED";
        }
        return key.current() ? "CURRENT" : "FORMER";
    }
}
