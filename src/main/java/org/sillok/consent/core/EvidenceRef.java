package org.sillok.consent.core;

import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;

/** One version of an item that shows something: a form, a recording, a letter. */
public record EvidenceRef(ItemId item, int version) {
    public EvidenceRef {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("item", item.value())
                .put("version", version)
                .build();
    }

    static EvidenceRef of(JsonObject json) {
        return new EvidenceRef(new ItemId(json.text("item")), Math.toIntExact(json.number("version")));
    }
}
