package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.keys.RotationSteps;

class KeysScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void saysWhatMayBeDoneWithEachKey() {
        JsonArray keys =
                JsonArray.of(key("local-a", "CURRENT", 4), key("local-b", "FORMER", 0), key("local-c", "FORMER", 2));
        assertThat(screen(false).list(keys)).isEqualTo(KeysScreen.GOOD);
        assertThat(shown())
                .contains("local-a  current, protects 4 keys")
                .contains("sillok keys retire local-b")
                .contains("newer than the current key")
                .contains("sillok keys rotate --no-new-key");
    }

    @Test
    void keyThatCannotBeUsedNeedsAttention() {
        JsonObject lost = JsonObject.builder()
                .put("id", "local-a")
                .put("state", "UNAVAILABLE")
                .put("wraps", 4)
                .put("reason", "the key file is missing")
                .build();
        assertThat(screen(false).list(JsonArray.of(lost))).isEqualTo(KeysScreen.ATTENTION);
        assertThat(shown()).contains("unavailable, protects 4 keys").contains("the key file is missing");
    }

    @Test
    void noCurrentKeyNeedsAttentionThoughAllOthersCanBeUsed() {
        JsonArray former = JsonArray.of(key("local-b", "FORMER", 2));
        assertThat(screen(false).list(former)).isEqualTo(KeysScreen.ATTENTION);
        assertThat(shown()).contains("None of these is the current key");
        assertThat(screen(true).list(former)).isEqualTo(KeysScreen.ATTENTION);
        assertThat(screen(false).list(new JsonArray(List.of()))).isEqualTo(KeysScreen.GOOD);
    }

    @Test
    void keyThatWasDeclaredLostIsKnownAndShowsTheWayIfItTurnsUpAgain() {
        JsonObject gone = JsonObject.builder()
                .put("id", "local-b")
                .put("state", "LOST")
                .put("wraps", 4)
                .put("reason", "it is not there")
                .build();
        assertThat(screen(false).list(JsonArray.of(key("local-a", "CURRENT", 4), gone)))
                .isEqualTo(KeysScreen.GOOD);
        assertThat(shown()).contains("local-b  lost, protects 4 keys").doesNotContain("rotate");
        assertThat(screen(false).list(JsonArray.of(key("local-a", "CURRENT", 4), key("local-b", "LOST", 4))))
                .isEqualTo(KeysScreen.GOOD);
        assertThat(shown()).contains("turned up again: sillok keys rotate --no-new-key");
    }

    @Test
    void beforeALossItIsSaidWhatWouldBeGivenUpAndNothingIsDone() {
        JsonArray keys = JsonArray.of(
                key("local-a", "CURRENT", 4), key("local-b", "UNAVAILABLE", 6), key("local-c", "UNAVAILABLE", 0));
        assertThat(screen(false).beforeLoss(keys, "local-a")).isEqualTo(KeysScreen.ATTENTION);
        assertThat(screen(false).beforeLoss(keys, "local-c")).isEqualTo(KeysScreen.ATTENTION);
        assertThat(screen(false).beforeLoss(keys, "local-d")).isEqualTo(Headless.NOT_RUN);
        assertThat(shown()).contains("No such key").doesNotContain("--wraps");
        assertThat(screen(false).beforeLoss(keys, "local-b")).isEqualTo(KeysScreen.ATTENTION);
        assertThat(shown())
                .contains("Nothing was done")
                .contains("sillok keys lost local-b --wraps 6")
                .doesNotContain("local-a --wraps");
    }

    @Test
    void rotationRemindsOfTheCopy() {
        assertThat(screen(false).rotated(report("COMPLETE", 0))).isEqualTo(KeysScreen.GOOD);
        assertThat(shown()).contains("7 keys were wrapped anew under local-a").contains("safe place");
        assertThat(screen(false).rotated(report("INCOMPLETE", 1))).isEqualTo(KeysScreen.ATTENTION);
        assertThat(shown())
                .contains("somebody altered them")
                .contains("declared lost")
                .doesNotContain("newer than the current key");
    }

    @Test
    void keyThatWasOnlyMadeIsToBeCopiedFirst() {
        assertThat(screen(false).rotated(report("KEY_MADE", 0))).isEqualTo(KeysScreen.GOOD);
        assertThat(shown())
                .contains("local-a is the current key now; nothing was moved")
                .contains("safe place, then: sillok keys rotate --no-new-key");
    }

    @ParameterizedTest
    @EnumSource(
            value = RotationSteps.class,
            names = {"MAKE_AND_MOVE", "MAKE_ONLY"})
    void whoGoesOnAfterAFailureIsToldWhetherThereIsANewKey(RotationSteps steps) {
        JsonArray before = JsonArray.of(key("local-a", "CURRENT", 4));
        JsonArray made = JsonArray.of(key("local-a", "FORMER", 4), key("local-b", "CURRENT", 0));
        JsonArray unknown = JsonArray.of(key("local-a", "UNAVAILABLE", 4));
        assertThat(KeysScreen.wayOut(steps, before, before))
                .contains("No key was made")
                .doesNotContain("--no-new-key");
        assertThat(KeysScreen.wayOut(steps, before, made))
                .contains("local-b was made")
                .containsSubsequence("copy it", "--no-new-key");
        assertThat(KeysScreen.wayOut(steps, before, unknown))
                .contains("Whether a new key was made")
                .containsSubsequence("copy it", "--no-new-key", "repeat");
    }

    @Test
    void whatOnlyMovesGoesOnAsItIs() {
        JsonArray keys = JsonArray.of(key("local-a", "CURRENT", 4));
        assertThat(KeysScreen.wayOut(RotationSteps.MOVE_ONLY, keys, keys)).contains("--no-new-key");
    }

    @Test
    void jsonIsTheReportAsItIs() {
        screen(true).rotated(report("COMPLETE", 0));
        assertThat(shown()).startsWith("{\"outcome\":\"COMPLETE\"").endsWith("}\n");
    }

    private KeysScreen screen(boolean json) {
        return new KeysScreen(to, to, json, false);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonObject report(String outcome, int broken) {
        return JsonObject.builder()
                .put("outcome", outcome)
                .put("to", "local-a")
                .put("rewrapped", 7)
                .put("broken", broken)
                .put("lost", broken)
                .put("keys", JsonArray.of(key("local-a", "CURRENT", 7)))
                .build();
    }

    private static JsonObject key(String id, String state, int wraps) {
        return JsonObject.builder()
                .put("id", id)
                .put("state", state)
                .put("wraps", wraps)
                .build();
    }
}
