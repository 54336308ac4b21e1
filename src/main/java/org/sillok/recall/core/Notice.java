package org.sillok.recall.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.RecallId;
import org.sillok.kernel.Timestamps;

/**
 * A recall notice, {@code sillok/recall/1}: what of one bundle is called back, and what its recipient is asked to do. It
 * names no withdrawal. Its times are those of the withdrawal all the same: who has two notices with equal times can tell that
 * they have one cause.
 *
 * @param items in the order of their numbers, at least one
 * @param replacement the bundle to use in its place; exactly if that is what is asked
 */
public record Notice(
        String origin,
        RecallId id,
        BundleId bundle,
        List<NoticeItem> items,
        RecallLevel level,
        RecallReason reason,
        Asked asked,
        @Nullable BundleId replacement,
        Instant issued,
        Instant respondBy) {
    public static final String VERSION = "sillok/recall/1";

    public Notice {
        Forms.origin(origin);
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a notice calls something back");
        }
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).number() >= items.get(i).number()) {
                throw new IllegalArgumentException("items are in the order of their numbers, each once");
            }
        }
        if ((asked == Asked.REPLACE_WITH) != (replacement != null)
                || (replacement != null && replacement.equals(bundle))) {
            throw new IllegalArgumentException("another bundle is named exactly if it takes the place of this one");
        }
        if (!Forms.whole(respondBy).isAfter(Forms.whole(issued))) {
            throw new IllegalArgumentException("there is time to answer");
        }
    }

    /** The exact bytes that are signed. */
    public Bytes bytes() {
        List<JsonValue> listed = new ArrayList<>();
        for (NoticeItem item : items) {
            listed.add(JsonObject.builder()
                    .put("number", ItemNumber.text(item.number()))
                    .put("version", item.version())
                    .put("statement", item.statement().base64Url())
                    .build());
        }
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("origin", origin)
                .put("notice", id.value())
                .put("bundle", bundle.value())
                .put("items", new JsonArray(listed))
                .put("level", level.name())
                .put("reason", reason.name())
                .put("asked", asked.name())
                .put("replacement", replacement == null ? JsonNull.NULL : new JsonString(replacement.value()))
                .put("issued", Timestamps.format(issued))
                .put("respondBy", Timestamps.format(respondBy))
                .build()));
    }

    /** SHA-256 of the exact bytes. Nobody can guess them: the notice's id is random. */
    public Digest digest() {
        return Sha2.sha256(bytes());
    }

    /** Reads the one spelling of a notice. */
    public static Notice parse(byte[] bytes) throws RecallFormatException {
        return Forms.read("a recall notice", bytes, Notice::read, Notice::bytes);
    }

    private static Notice read(JsonObject json) {
        json.requireExactly(
                "v",
                "origin",
                "notice",
                "bundle",
                "items",
                "level",
                "reason",
                "asked",
                "replacement",
                "issued",
                "respondBy");
        if (!json.text("v").equals(VERSION)) {
            throw new IllegalArgumentException("of another version");
        }
        List<NoticeItem> items = new ArrayList<>();
        for (JsonValue value : json.array("items").values()) {
            JsonObject item = value.asObject().requireExactly("number", "version", "statement");
            items.add(new NoticeItem(
                    ItemNumber.parse(item.text("number")),
                    Forms.count(item, "version"),
                    Digest.sha256(Base64Url.decode(item.text("statement")))));
        }
        JsonValue replacement = json.get("replacement");
        return new Notice(
                json.text("origin"),
                new RecallId(json.text("notice")),
                new BundleId(json.text("bundle")),
                items,
                Forms.constant(RecallLevel.class, json.text("level")),
                Forms.constant(RecallReason.class, json.text("reason")),
                Forms.constant(Asked.class, json.text("asked")),
                replacement.isNull() ? null : new BundleId(replacement.asText()),
                Timestamps.parse(json.text("issued")),
                Timestamps.parse(json.text("respondBy")));
    }
}
