package org.sillok.monitor;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;

/**
 * What the monitor remembers between two looks.
 *
 * @param log where the log is
 * @param policy whose signatures make a checkpoint valid; never replaced
 * @param firstUse whether that policy came from the log itself
 * @param seen the newest head that was verified down to its leaves, or null before the first
 * @param catchingUp a verified head whose tiles are being read, or null
 * @param entries the tree of the entries that were checked one by one
 * @param lookedAt when the log was last looked at, by this machine's clock
 * @param grewAt when it was last seen to have grown
 * @param fork the evidence of a fork, or null; once there is one, nothing advances
 */
record MonitorState(
        String log,
        LogPolicy policy,
        boolean firstUse,
        @Nullable Head seen,
        @Nullable Head catchingUp,
        Frontier entries,
        Instant lookedAt,
        Instant grewAt,
        @Nullable String fork) {
    private static final String VERSION = "sillok/monitor-state/1";

    /** A checkpoint's note, with as much of its tree as was read. */
    record Head(Bytes note, Frontier tree) {}

    static MonitorState begin(String log, LogPolicy policy, boolean firstUse, Instant now) {
        return new MonitorState(log, policy, firstUse, null, null, Frontier.EMPTY, now, now, null);
    }

    /** The tree that was verified last. */
    Frontier tree() {
        return seen == null ? Frontier.EMPTY : seen.tree();
    }

    Optional<String> forkEvidence() {
        return Optional.ofNullable(fork);
    }

    MonitorState caughtUp(Head head, Instant now) {
        return new MonitorState(log, policy, firstUse, head, null, entries, lookedAt, now, fork);
    }

    MonitorState catchingUp(@Nullable Head progress) {
        return new MonitorState(log, policy, firstUse, seen, progress, entries, lookedAt, grewAt, fork);
    }

    MonitorState entries(Frontier checked) {
        return new MonitorState(log, policy, firstUse, seen, catchingUp, checked, lookedAt, grewAt, fork);
    }

    /** Looked at now; {@code grewAt} moves too if the clock does not allow to say how long ago that was. */
    MonitorState lookedAt(Instant now, boolean clockJumped) {
        return new MonitorState(
                log, policy, firstUse, seen, catchingUp, entries, now, clockJumped ? now : grewAt, fork);
    }

    MonitorState forked(String evidence) {
        return new MonitorState(log, policy, firstUse, seen, null, entries, lookedAt, grewAt, evidence);
    }

    byte[] bytes() {
        return CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("log", log)
                .put("policy", policy.text())
                .put("trust", firstUse ? "FIRST_USE" : "GIVEN")
                .put("seen", json(seen))
                .put("catchingUp", json(catchingUp))
                .put("entries", json(entries))
                .put("lookedAt", Timestamps.format(lookedAt))
                .put("grewAt", Timestamps.format(grewAt))
                .put("fork", fork == null ? JsonNull.NULL : new JsonString(fork))
                .build());
    }

    /** Reads {@link #bytes()} back; throws {@link IllegalArgumentException} for anything else. */
    static MonitorState parse(byte[] bytes) {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly(
                            "v",
                            "log",
                            "policy",
                            "trust",
                            "seen",
                            "catchingUp",
                            "entries",
                            "lookedAt",
                            "grewAt",
                            "fork");
            MonitorState state = new MonitorState(
                    json.text("log"),
                    LogPolicy.parse(json.text("policy")),
                    json.text("trust").equals("FIRST_USE"),
                    head(json.get("seen")),
                    head(json.get("catchingUp")),
                    frontier(json.object("entries")),
                    Timestamps.parse(json.text("lookedAt")),
                    Timestamps.parse(json.text("grewAt")),
                    json.get("fork").isNull() ? null : json.text("fork"));
            if (!Arrays.equals(bytes, state.bytes())) {
                throw new IllegalArgumentException("not the one spelling of a state");
            }
            return state;
        } catch (JsonException | InvalidNoteException e) {
            throw new IllegalArgumentException("not a monitor's state", e);
        }
    }

    private static JsonValue json(@Nullable Head head) {
        return head == null
                ? JsonNull.NULL
                : JsonObject.builder()
                        .put("note", base64(head.note().toArray()))
                        .put("tree", json(head.tree()))
                        .build();
    }

    private static JsonObject json(Frontier tree) {
        return JsonObject.builder()
                .put("size", tree.size())
                .put("peaks", base64(tree.peakBytes()))
                .build();
    }

    private static @Nullable Head head(JsonValue json) {
        if (json.isNull()) {
            return null;
        }
        JsonObject head = json.asObject();
        return new Head(Bytes.of(Base64.getDecoder().decode(head.text("note"))), frontier(head.object("tree")));
    }

    private static Frontier frontier(JsonObject json) {
        return Frontier.of(json.number("size"), Base64.getDecoder().decode(json.text("peaks")));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
