package org.sillok.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.monitor.HttpSource.Patience;
import org.sillok.monitor.StateFiles.UnusableException;

/** Each way in which a log can go wrong, over real HTTP, and what is and is not remembered afterwards. */
class MonitorTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** A clock that a test can set. */
    private static final class TestClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final List<Signal> signals = new ArrayList<>();
    private FakeLog log;

    @BeforeEach
    void aLog() throws IOException {
        log = new FakeLog().grow(300);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aGrowingLogIsFollowedWithoutAlarm() throws Exception {
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
        for (int growth : new int[] {1, 211, 1, 255, 256, 600}) {
            log.grow(growth);
            assertThat(look()).containsExactly(SignalCode.HEAD_ADVANCED);
            assertThat(state().tree()).isEqualTo(log.tree);
        }
        assertThat(headsSeen()).isEqualTo(7);
    }

    @Test
    void aLogThatHasSignedNothingYetIsNoAlarm() throws Exception {
        empty(log);
        log.files.remove(LogSource.CHECKPOINT);
        assertThat(look()).containsExactly(SignalCode.NOT_BEGUN);
        assertThat(look()).containsExactly(SignalCode.NOT_BEGUN);
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.NOT_BEGUN);
        log.grow(3);
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
        assertThat(state().tree()).isEqualTo(log.tree);
    }

    @Test
    void aSignedTreeWithoutEntriesIsAHeadLikeOthers() throws Exception {
        empty(log);
        byte[] begun = log.note();
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
        assertThat(signals.get(0).words()).contains("empty");
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.HEAD_UNCHANGED);
        log.grow(3);
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.HEAD_ADVANCED, SignalCode.ENTRIES_CHECKED);
        log.put(LogSource.CHECKPOINT, begun);
        assertThat(look()).containsExactly(SignalCode.REPLAYED);
        log.put(LogSource.CHECKPOINT, signedAnew(new Checkpoint(FakeLog.ORIGIN, 0, Frontier.EMPTY.root())));
        assertThat(look()).containsExactly(SignalCode.ROLLED_BACK);
    }

    @Test
    void anEmptyLogNeedsNoTimeStampButStalls() throws Exception {
        empty(log);
        log.put("time-stamps", "{\"items\":[]}");
        Monitor.Watch watch = new Monitor.Watch(Duration.ofHours(1), Duration.ofMinutes(10), false);
        byte[] note = log.files.remove(LogSource.CHECKPOINT);
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.NOT_BEGUN);
        clock.now = START.plusSeconds(3601);
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.STALLED);
        log.put(LogSource.CHECKPOINT, note);
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.FIRST_HEAD);
        clock.now = START.plusSeconds(4500);
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.HEAD_UNCHANGED);
        clock.now = START.plusSeconds(7300);
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.STALLED);
    }

    @Test
    void aCheckpointThatIsGoneIsAnAlarm() throws Exception {
        look();
        byte[] note = log.files.remove(LogSource.CHECKPOINT);
        assertThat(look()).containsExactly(SignalCode.CHECKPOINT_MISSING);
        assertThat(signals.get(0).words()).contains("300 entries");
        log.put(LogSource.CHECKPOINT, note);
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
    }

    @Test
    void aCheckpointThatCouldNotBeVerifiedIsNotForgottenWhenItIsGone() throws Exception {
        byte[] tile = log.files.remove("tile/0/000");
        assertThat(look()).containsExactly(SignalCode.TILE_MISSING);
        log.put("tile/0/000", tile);
        log.files.remove(LogSource.CHECKPOINT);
        assertThat(look()).containsExactly(SignalCode.CHECKPOINT_MISSING);
    }

    @Test
    void whatServesNeitherCheckpointNorATrustedKeyIsNotAnEmptyLog() throws Exception {
        log.files.remove(LogSource.CHECKPOINT);
        byte[] key = log.files.remove("vkey");
        assertThat(look()).containsExactly(SignalCode.CHECKPOINT_MISSING);
        log.put("vkey", vkeyNamed(FakeLog.ORIGIN));
        assertThat(look()).containsExactly(SignalCode.CHECKPOINT_MISSING, SignalCode.KEY_CHANGED);
        log.put("vkey", key);
        assertThat(look()).containsExactly(SignalCode.NOT_BEGUN);
    }

    @Test
    void aSameHeadThatIsSignedAnewIsNoAlarm() throws Exception {
        look();
        log.put(LogSource.CHECKPOINT, signedAnew(new Checkpoint(FakeLog.ORIGIN, 300, log.tree.root())));
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
    }

    @Test
    void twoHeadsOfOneSizeAreAForkThatIsKeptAndNeverForgotten() throws Exception {
        look();
        Bytes held = state().seen().note();
        Bytes shown = otherHistory(300);
        assertThat(look()).containsExactly(SignalCode.FORK);
        assertEvidence(held, shown);
        log.publish().grow(5);
        assertThat(look()).containsExactly(SignalCode.FORK);
        assertThat(state().tree().size()).isEqualTo(300);
    }

    @Test
    void aLargerTreeOfAnotherHistoryIsAFork() throws Exception {
        look();
        Bytes held = state().seen().note();
        Bytes shown = otherHistory(700);
        assertThat(look()).containsExactly(SignalCode.FORK);
        assertEvidence(held, shown);
        assertThat(state().tree().size()).isEqualTo(300);
    }

    @Test
    void aSmallerTreeOfAnotherHistoryIsAFork() throws Exception {
        look();
        List<String> kept = List.copyOf(log.files.keySet());
        FakeLog other = new FakeLog("another").grow(200);
        try (other) {
            log.put(LogSource.CHECKPOINT, sign(other));
        }
        assertThat(log.files.keySet()).containsAll(kept);
        assertThat(look()).containsExactly(SignalCode.FORK);
    }

    @Test
    void aTreeThatWasCutBackIsARollbackThatEndsWhenItGrowsAgain() throws Exception {
        byte[] small = new FakeLog().grow(0).note();
        FakeLog shorter = new FakeLog();
        try (shorter) {
            log.grow(100);
            look();
            small = log.signer
                    .sign(new Checkpoint(FakeLog.ORIGIN, 256, frontierAt(256).root()), 1)
                    .note()
                    .toArray();
        }
        byte[] large = log.note();
        log.put(LogSource.CHECKPOINT, small);
        assertThat(look()).containsExactly(SignalCode.ROLLED_BACK);
        assertThat(state().tree().size()).isEqualTo(400);
        log.put(LogSource.CHECKPOINT, large);
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
    }

    @Test
    void anOldHeadThatIsServedAgainIsAReplay() throws Exception {
        byte[] old = log.files.get(LogSource.CHECKPOINT);
        look();
        log.grow(10);
        look();
        log.put(LogSource.CHECKPOINT, old);
        assertThat(look()).containsExactly(SignalCode.REPLAYED);
        assertThat(state().tree().size()).isEqualTo(310);
    }

    @Test
    void everySignatureOfThePolicyIsMissed() throws Exception {
        look();
        log.grow(1);
        log.put(LogSource.CHECKPOINT, log.noteWithLines(0));
        assertThat(look()).containsExactly(SignalCode.SIGNATURE_MISSING);
        log.put(LogSource.CHECKPOINT, log.noteWithLines(1));
        assertThat(look()).containsExactly(SignalCode.SIGNATURE_MISSING);
        assertThat(signals.get(0).evidence()).isNotNull();
        assertThat(state().tree().size()).isEqualTo(300);
    }

    @Test
    void aWitnessThatIsMissingFailsThePolicy() throws Exception {
        FakeLog witness = new FakeLog();
        try (witness) {
            String text = log.signer.policy().text().replaceAll("(?m)^(group|quorum) .*\n", "")
                    + "witness other " + vkeyNamed("witness.example.org") + "\n"
                    + "group all all post-quantum other\nquorum all\n";
            Monitor monitor = monitor(LogPolicy.parse(text), new Monitor.Watch(null, null, false));
            assertThat(codes(monitor)).containsExactly(SignalCode.POLICY_NOT_MET);
        }
    }

    @Test
    void aHeadByAnotherKeyOfTheSameNameIsAChangeOfKey() throws Exception {
        look();
        FakeLog other = new FakeLog().grow(301);
        try (other) {
            log.put(LogSource.CHECKPOINT, other.note());
            log.put("vkey", other.files.get("vkey"));
        }
        assertThat(look()).containsExactly(SignalCode.KEY_CHANGED, SignalCode.KEY_CHANGED);
    }

    @Test
    void aSignatureWithAFlippedBitIsNamed() throws Exception {
        look();
        String note = new String(log.note(), StandardCharsets.UTF_8);
        log.put(LogSource.CHECKPOINT, note.replaceFirst("\n300\n", "\n301\n"));
        assertThat(look()).containsExactly(SignalCode.SIGNATURE_INVALID);
    }

    @Test
    void garbageAndOtherLogsAreNoCheckpoints() throws Exception {
        for (String garbage : new String[] {"", "<html>", "\n\n", "a\nb\nc\n\n— x y\n"}) {
            log.put(LogSource.CHECKPOINT, garbage);
            assertThat(look()).containsExactly(SignalCode.CHECKPOINT_MALFORMED);
            assertThat(signals.get(0).evidence()).as("proves nothing").isNull();
        }
        log.put(LogSource.CHECKPOINT, new String(log.note(), StandardCharsets.UTF_8).replace(FakeLog.ORIGIN, "b.org"));
        assertThat(look()).containsExactly(SignalCode.OTHER_LOG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"})
    void everyNewTileIsReadAndCompared(String tile) throws Exception {
        log.grow(300);
        byte[] good = log.files.get(tile);
        for (int bit : new int[] {0, 77, 255, good.length * 8 - 1}) {
            log.put(tile, good);
            log.flip(tile, bit);
            assertThat(look()).containsExactly(SignalCode.TILES_WRONG);
        }
        log.put(tile, java.util.Arrays.copyOf(good, good.length - 32));
        assertThat(look()).containsExactly(SignalCode.TILES_WRONG);
        log.put(tile, java.util.Arrays.copyOf(good, good.length - 1));
        assertThat(look()).containsExactly(SignalCode.TILES_WRONG);
        log.files.remove(tile);
        assertThat(look()).containsExactly(SignalCode.TILE_MISSING);
        log.put(tile, good);
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
    }

    @Test
    void aTileThatRepeatsOtherHashesThanBeforeIsWrong() throws Exception {
        look();
        log.grow(10);
        log.flip("tile/0/001.p/54", 5);
        assertThat(look()).containsExactly(SignalCode.TILES_WRONG);
    }

    @Test
    void aPartialTileMayHaveBeenReplacedByTheFullOne() throws Exception {
        byte[] note = log.note();
        log.grow(300);
        log.files.remove("tile/0/001.p/44");
        log.files.remove("tile/1/000.p/1");
        log.put(LogSource.CHECKPOINT, note);
        log.put("tile/1/000", java.util.Arrays.copyOf(log.files.get("tile/1/000.p/2"), 256 * 32));
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
    }

    @Test
    void aServerThatIsDownSlowOrTalksTooMuchIsNoInconsistency() throws Exception {
        look();
        log.behaviours.put(LogSource.CHECKPOINT, exchange -> exchange.sendResponseHeaders(503, -1));
        int before = log.requests.get();
        assertThat(look()).containsExactly(SignalCode.UNREACHABLE);
        assertThat(log.requests.get() - before).as("tries").isEqualTo(2);
        log.behaviours.put(LogSource.CHECKPOINT, FakeLogBehaviours::slowly);
        assertThat(look()).containsExactly(SignalCode.UNREACHABLE);
        log.behaviours.put(LogSource.CHECKPOINT, FakeLogBehaviours::endlessly);
        assertThat(look()).containsExactly(SignalCode.UNUSABLE_ANSWER);
        log.behaviours.put(LogSource.CHECKPOINT, exchange -> {
            exchange.getResponseHeaders().set("Location", log.url() + "/vkey");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThat(look()).containsExactly(SignalCode.UNUSABLE_ANSWER);
        log.behaviours.clear();
        assertThat(look()).containsExactly(SignalCode.HEAD_UNCHANGED);
        assertThat(Files.exists(Path.of(folder + "/state.json.evidence"))).isFalse();
    }

    @Test
    void aLogThatDoesNotGrowForLongerThanAllowedIsStalled() throws Exception {
        Monitor monitor = monitor(log.signer.policy(), new Monitor.Watch(Duration.ofHours(1), null, false));
        assertThat(codes(monitor)).containsExactly(SignalCode.FIRST_HEAD);
        clock.now = START.plusSeconds(3601);
        // A new process cannot know how the clock ran while there was none.
        monitor = monitor(log.signer.policy(), new Monitor.Watch(Duration.ofHours(1), null, false));
        assertThat(codes(monitor)).containsExactly(SignalCode.STALLED);
        log.grow(1);
        assertThat(codes(monitor)).containsExactly(SignalCode.HEAD_ADVANCED);
        assertThat(codes(monitor)).containsExactly(SignalCode.HEAD_UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, 86_400})
    void aClockThatJumpsIsSaidAndMakesNoStall(long seconds) throws Exception {
        Monitor monitor = monitor(log.signer.policy(), new Monitor.Watch(Duration.ofHours(1), null, false));
        codes(monitor);
        clock.now = START.plusSeconds(seconds);
        assertThat(codes(monitor)).containsExactly(SignalCode.CLOCK_JUMPED, SignalCode.HEAD_UNCHANGED);
        assertThat(codes(monitor)).containsExactly(SignalCode.HEAD_UNCHANGED);
    }

    @Test
    void aClockThatWentBackBetweenTwoProcessesIsSaid() throws Exception {
        look();
        clock.now = START.minusSeconds(120);
        assertThat(look()).containsExactly(SignalCode.CLOCK_JUMPED, SignalCode.HEAD_UNCHANGED);
    }

    @Test
    void aHeadWithoutTimeStampIsAnAlarmOnlyWhenItIsLate() throws Exception {
        Monitor.Watch watch = new Monitor.Watch(null, Duration.ofMinutes(10), false);
        log.put("time-stamps", "{\"items\":[]}");
        assertThat(codes(monitor(log.signer.policy(), watch))).containsExactly(SignalCode.FIRST_HEAD);
        clock.now = START.plusSeconds(601);
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.TIME_STAMP_MISSING);
        log.put("time-stamps", stamped(300));
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.TIME_STAMPED);
        log.grow(1);
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_ADVANCED, SignalCode.TIME_STAMPED);
        clock.now = clock.now.plusSeconds(601);
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.TIME_STAMP_LATE);
        log.put("time-stamps", "<html>");
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.UNUSABLE_ANSWER);
        log.files.remove("time-stamps");
        assertThat(codes(monitor(log.signer.policy(), watch)))
                .containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.TIME_STAMP_MISSING);
    }

    @Test
    void withATokenEveryEntryIsReadAndItsSignatureVerified() throws Exception {
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.FIRST_HEAD, SignalCode.ENTRIES_CHECKED);
        log.grow(220);
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.HEAD_ADVANCED, SignalCode.ENTRIES_CHECKED);
        assertThat(state().entries()).isEqualTo(log.tree);
        assertThat(log.tokens).isNotEmpty().allMatch(line -> line.startsWith("tile/entries/"));
        log.grow(10);
        assertThat(lookAtEntries("somebody")).containsExactly(SignalCode.HEAD_ADVANCED, SignalCode.ENTRIES_REFUSED);
        String bundle = "tile/entries/" + new TileName.Entries(2, 18).path().substring("tile/entries/".length());
        byte[] good = log.files.get(bundle);
        log.flip(bundle, good.length * 8 - 2000);
        assertThat(lookAtEntries("auditor"))
                .contains(SignalCode.HEAD_UNCHANGED)
                .containsAnyOf(SignalCode.ENTRY_INVALID, SignalCode.ENTRIES_WRONG);
        log.put(bundle, good);
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.ENTRIES_CHECKED);
    }

    @Test
    void entriesOfAnotherHistoryAreNotThoseOfTheTree() throws Exception {
        look();
        FakeLog other = new FakeLog("another").grow(300);
        try (other) {
            other.files.forEach((path, bytes) -> {
                if (path.startsWith("tile/entries/")) {
                    log.put(path, bytes);
                }
            });
        }
        assertThat(lookAtEntries("auditor")).containsExactly(SignalCode.HEAD_UNCHANGED, SignalCode.ENTRIES_WRONG);
    }

    @Test
    void anInterruptedCatchUpGoesOnWhereItWasAndWithTheSameHead() throws Exception {
        log.growHashes((int) TreeFollower.STEP + 1000);
        log.behaviours.put("tile/0/259", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(look()).containsExactly(SignalCode.CATCHING_UP, SignalCode.UNREACHABLE);
        assertThat(state().seen()).isNull();
        log.behaviours.clear();
        log.behaviours.put("tile/0/000", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD);
        assertThat(state().tree()).isEqualTo(log.tree);
        assertThat(state().catchingUp()).isNull();
    }

    @Test
    void aCatchUpIsFinishedEvenIfTheLogHasGrownMeanwhile() throws Exception {
        log.growHashes((int) TreeFollower.STEP + 1000);
        log.behaviours.put("tile/0/259", exchange -> exchange.sendResponseHeaders(500, -1));
        look();
        log.behaviours.clear();
        log.put(LogSource.CHECKPOINT, sign(log));
        log.behaviours.put("tile/0/256", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(look()).as("the same head, signed anew").containsExactly(SignalCode.UNREACHABLE);
        log.behaviours.clear();
        log.growHashes(500);
        assertThat(look()).containsExactly(SignalCode.FIRST_HEAD, SignalCode.HEAD_ADVANCED);
        assertThat(state().tree()).isEqualTo(log.tree);
    }

    @Test
    void oneProcessAtATimeAndADamagedStateIsNotForgotten() throws Exception {
        look();
        Path file = folder.resolve("state.json");
        try (StateFiles files = StateFiles.open(file)) {
            assertThat(files.read()).isPresent();
            assertThatThrownBy(() -> StateFiles.open(file)).isInstanceOf(UnusableException.class);
        }
        Files.writeString(file, "{}");
        assertThatThrownBy(this::look).isInstanceOf(UnusableException.class).hasMessageContaining("damaged");
    }

    @Test
    void signalsAreOneLineOfJsonEach() throws Exception {
        look();
        assertThat(signals.get(0).json())
                .startsWith("{\"type\":\"sillok/monitor/1\",\"time\":\"2026-03-01T12:00:00.000Z\",")
                .contains("\"weight\":\"OBSERVATION\",\"code\":\"FIRST_HEAD\"", "\"size\":300,", "\"evidence\":null}")
                .doesNotContain("\n");
    }

    private List<SignalCode> look() throws Exception {
        return codes(monitor(log.signer.policy(), new Monitor.Watch(null, null, false)));
    }

    private List<SignalCode> lookAtEntries(String token) throws Exception {
        try (StateFiles files = StateFiles.open(folder.resolve("state.json"))) {
            return codes(monitor(files, log.signer.policy(), new Monitor.Watch(null, null, true), token));
        }
    }

    /** What one look says; that it is an alarm exactly if it returns false is checked on the way. */
    private List<SignalCode> codes(Monitor monitor) throws Exception {
        signals.clear();
        boolean fine = monitor.look();
        assertThat(fine).isEqualTo(signals.stream().noneMatch(Signal::isAlarm));
        return signals.stream().map(Signal::code).toList();
    }

    /** A monitor as a fresh process would be. */
    private Monitor monitor(LogPolicy policy, Monitor.Watch watch) throws Exception {
        try (StateFiles files = StateFiles.open(folder.resolve("state.json"))) {
            return monitor(files, policy, watch, null);
        }
    }

    private Monitor monitor(StateFiles files, LogPolicy policy, Monitor.Watch watch, String token) throws Exception {
        MonitorState state = files.read().orElse(MonitorState.begin(log.url(), policy, false, clock.now));
        HttpSource source =
                new HttpSource(java.net.URI.create(log.url()), new Patience(Duration.ofMillis(700), 2), token);
        return new Monitor(source, files, state, watch, clock, signals::add);
    }

    private MonitorState state() throws Exception {
        return MonitorState.parse(Files.readAllBytes(folder.resolve("state.json")));
    }

    private long headsSeen() throws IOException {
        try (var lines = Files.lines(folder.resolve("state.json.heads"))) {
            return lines.filter(line -> !line.isEmpty()).count();
        }
    }

    /** Serves another history of this size, signed with the log's own keys. */
    private Bytes otherHistory(int size) throws Exception {
        FakeLog other = new FakeLog("another").grow(size);
        try (other) {
            log.files.keySet().removeIf(path -> path.startsWith("tile/"));
            other.files.forEach((path, bytes) -> {
                if (path.startsWith("tile/")) {
                    log.put(path, bytes);
                }
            });
            log.put(LogSource.CHECKPOINT, sign(other));
            return Bytes.of(log.files.get(LogSource.CHECKPOINT));
        }
    }

    /** Takes everything back that was published. */
    private static void empty(FakeLog log) {
        log.files.keySet().removeIf(path -> path.startsWith("tile/"));
        log.entries.clear();
        log.tree = Frontier.EMPTY;
        log.publish();
    }

    private byte[] signedAnew(Checkpoint checkpoint) {
        return log.signer.sign(checkpoint, 1_900_000_000L).note().toArray();
    }

    private byte[] sign(FakeLog other) {
        return log.signer
                .sign(new Checkpoint(FakeLog.ORIGIN, other.tree.size(), other.tree.root()), 1)
                .note()
                .toArray();
    }

    private Frontier frontierAt(long size) {
        return new org.sillok.log.core.TileTree(log.tree.size(), name -> log.files.get(name.path())).frontierAt(size);
    }

    /** That the kept files alone prove the contradiction to somebody who has the policy. */
    private void assertEvidence(Bytes held, Bytes shown) throws Exception {
        Path evidence = Path.of(signals.get(0).evidence());
        assertThat(Files.readAllBytes(evidence.resolve("held.checkpoint"))).isEqualTo(held.toArray());
        assertThat(Files.readAllBytes(evidence.resolve("shown.checkpoint"))).isEqualTo(shown.toArray());
        LogPolicy policy = LogPolicy.parse(Files.readString(evidence.resolve("policy")));
        SignedCheckpoint.verify(held, policy);
        SignedCheckpoint.verify(shown, policy);
    }

    private static String stamped(long size) {
        return ("""
                {"items":[
                  {"size":999,"startedAt":"2026-03-01T12:00:04.000Z","stamps":[
                    {"authority":"a","state":"PENDING","revocation":"NONE","problem":"TIMED_OUT","attempts":1},
                    {"authority":"b","state":"REVOKED","time":"2026-03-01T12:00:09.000Z","revocation":"ARCHIVED",
                     "problem":"REVOKED","attempts":0,"response":"/log/time-stamps/999/b.tsr"}]},
                  {"size":%d,"startedAt":"2026-03-01T12:00:04.000Z","checkpoint":"/log/time-stamps/%d/checkpoint","stamps":[
                    {"authority":"a","state":"SUPERSEDED","revocation":"NONE","attempts":0},
                    {"authority":"b","state":"STAMPED","time":"2026-03-01T12:00:05.000Z","revocation":"ARCHIVED",
                     "attempts":0,"response":"/log/time-stamps/%d/b.tsr"}]}]}
                """).formatted(size, size, size);
    }

    private static String vkeyNamed(String name) {
        return new org.sillok.log.core.CheckpointSigner(
                        name,
                        org.sillok.crypto.Ed25519PrivateKey.generate(new java.security.SecureRandom()),
                        org.sillok.crypto.MlDsa44PrivateKey.generate(new java.security.SecureRandom()))
                .postQuantum()
                .vkey();
    }
}
