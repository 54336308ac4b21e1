package org.sillok.feed.core;

import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/** What is sent to a receiver: type, time and ids, as Standard Webhooks lays it out, and nothing else. */
public final class Message {
    private Message() {}

    /** The body that is signed and sent. */
    public static Bytes body(Told told) {
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("type", told.type())
                .put("timestamp", Timestamps.format(told.time()))
                .put(
                        "data",
                        JsonObject.builder()
                                .put("id", told.event())
                                .put("subject", told.subject())
                                .build())
                .build()));
    }
}
