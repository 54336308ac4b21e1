package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.LogHead;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.TestS3;

/** From a bucket into the directory of a backup. */
@Execution(ExecutionMode.CONCURRENT)
class ObjectsCopyTest {
    private static final String LOG = "log/log.invalid/";
    private static final int SIZE = 300;
    private static final List<String> LATER = List.of(
            "checkpoint",
            "record/300-301",
            "tile/0/000.p/2",
            "tile/0/001.p/45",
            "tile/entries/000.p/2",
            "tile/entries/001.p/45",
            "time/000000000000000301/checkpoint");

    @TempDir
    Path temporary;

    private final TestS3 s3 = new TestS3();
    private final ObjectStore source = s3.store(Map.of());
    private final SortedMap<String, byte[]> needed = theTree();

    @BeforeEach
    void aLog() {
        needed.forEach(this::put);
        LATER.forEach(path -> put(path, path.getBytes(StandardCharsets.UTF_8)));
        source.put(new ObjectName("log/another.invalid/tile/0/000"), new byte[1]);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void exactlyTheObjectsOfTheTreeAtItsMomentAreCopied() throws IOException {
        Copied copied = copy(null);
        assertThat(copied.names()).isEqualTo(List.copyOf(needed.keySet()));
        assertThat(copied.missing()).isEmpty();
        assertThat(copied.copied()).isEqualTo(needed.size());
        assertThat(copy(copied).copied()).isZero();
        assertThat(copy(null).copied()).isZero();
    }

    @Test
    void aTileThatTheStoreHasLostIsNamed() throws IOException {
        lose("tile/entries/000");
        assertThat(copy(null).missing()).containsExactly(LOG + "tile/entries/000");
    }

    @Test
    void recordsThatTheStoreHasLostAreNamed() throws IOException {
        lose("record/002-300");
        assertThat(copy(null).missing()).containsExactly(LOG + "record/002-300");
        lose("record/000-2");
        assertThat(copy(null).missing()).containsExactly(LOG + "record/000-300");
    }

    @Test
    void whatTheStoreLosesAfterABackupStaysInTheBackup() throws IOException {
        Copied first = copy(null);
        for (String path : List.of("tile/0/000", "record/000-2", "time/000000000000000290/alpha.tsr")) {
            lose(path);
        }
        Copied second = copy(first);
        assertThat(second.missing()).isEmpty();
        assertThat(second.lines()).isEqualTo(first.lines());
        // What nobody vouches for is not believed; it is not there, and nothing says that it is.
        Copied unsealed = copy(null);
        assertThat(unsealed.missing()).contains(LOG + "tile/0/000", LOG + "record/000-300");
        assertThat(unsealed.names()).doesNotContain("tile/0/000", "record/000-2");
    }

    @Test
    void aCopyThatHasRottedIsReplacedWhetherOrNotTheListIsThere() throws IOException {
        Copied first = copy(null);
        for (Copied earlier : Arrays.asList(first, null)) {
            for (String path : List.of("tile/0/000", "record/000-2", "time/lists/aa.crl")) {
                Path file = file(path);
                byte[] bytes = Files.readAllBytes(file);
                bytes[0] ^= 1;
                Files.write(file, bytes);
            }
            Copied second = copy(earlier);
            assertThat(second.lines()).isEqualTo(first.lines());
            assertThat(second.copied()).isEqualTo(3);
            assertThat(second.missing()).isEmpty();
            for (String path : needed.keySet()) {
                assertThat(Files.readAllBytes(file(path))).isEqualTo(needed.get(path));
            }
        }
    }

    @Test
    void whatIsLostHereAndRottenThereIsNamedAndNotListed() throws IOException {
        Copied first = copy(null);
        lose("record/002-300");
        Files.write(file("record/002-300"), new byte[] {1});
        Copied second = copy(first);
        assertThat(second.missing()).contains(LOG + "record/002-300");
        assertThat(second.names()).doesNotContain("record/002-300");
        assertThat(file("record/002-300")).exists();
    }

    @Test
    void anObjectThatDoesNotFitTheTreeIsNamedByTheFirstBackup() throws IOException {
        for (String path : List.of("tile/0/000", "tile/entries/000", "tile/entries/001.p/44")) {
            byte[] bytes = needed.get(path).clone();
            bytes[bytes.length - 1] ^= 1;
            lose(path);
            put(path, bytes);
            assertThat(copy(null).missing()).as(path).contains(LOG + path);
            lose(path);
            put(path, needed.get(path));
        }
        assertThat(copy(null).missing()).isEmpty();
    }

    @Test
    void runsOfRecordsMayOverlapAndMustNotLeaveAGap() {
        RecordRuns runs = new RecordRuns();
        assertThat(runs.gap(0)).isEmpty();
        assertThat(runs.gap(1)).hasValue(0);
        // In the order of names: 1000 comes after 999, and a million before 2000.
        runs.add(0, 5);
        runs.add(3, 1_000);
        runs.add(1_000, 2_000);
        runs.add(3_000, 4_000);
        assertThat(runs.gap(2_000)).isEmpty();
        assertThat(runs.gap(4_000)).hasValue(2_000);
        runs.add(2_000, 3_000);
        assertThat(runs.gap(4_000)).isEmpty();
    }

    private record Copied(List<String> lines, List<String> names, List<String> missing, long copied) {}

    private Copied copy(@Nullable Copied earlier) throws IOException {
        BackupDirectory directory = new BackupDirectory(temporary.resolve("backup"), Clock.systemUTC());
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        Optional<ObjectList> before = earlier == null ? Optional.empty() : Optional.of(list(directory, earlier));
        ObjectsCopy copy = new ObjectsCopy(
                source,
                directory.objects(),
                before,
                (done, total) -> assertThat(done).isLessThan(total),
                list);
        copy.logs(List.of(new LogHead("log.invalid", "key", SIZE, null)));
        List<String> lines = list.toString(StandardCharsets.US_ASCII).lines().toList();
        List<String> names = lines.stream()
                .map(line -> {
                    assertThat(line).matches("[0-9a-f]{64}  objects/" + LOG + ".*");
                    return line.substring(line.indexOf(LOG) + LOG.length());
                })
                .toList();
        return new Copied(lines, names, copy.missing(), copy.copied());
    }

    private ObjectList list(BackupDirectory directory, Copied earlier) throws IOException {
        String name = "objects-1.sha256";
        Files.write(directory.file(name), earlier.lines());
        BackupFile file = new BackupFile(
                BackupFile.Role.OBJECTS, name, 1, Sha2.sha256("of no account".getBytes(StandardCharsets.UTF_8)));
        return new ObjectList(
                directory,
                new BackupManifest(
                        Instant.EPOCH,
                        List.of("1"),
                        List.of(),
                        List.of(),
                        false,
                        List.of(),
                        List.of(),
                        List.of(file),
                        "seal-1.cms",
                        0,
                        List.of(),
                        List.of()));
    }

    private Path file(String path) {
        return temporary.resolve("backup/objects/" + LOG + path);
    }

    private void put(String path, byte[] bytes) {
        source.put(new ObjectName(LOG + path), bytes);
    }

    private void lose(String path) {
        source.discard(new ObjectName(LOG + path));
    }

    private static SortedMap<String, byte[]> theTree() {
        List<Bytes> entries =
                IntStream.range(0, SIZE).mapToObj(i -> Bytes.utf8("entry " + i)).toList();
        List<Digest> leaves =
                entries.stream().map(entry -> Merkle.leafHash(entry.toArray())).toList();
        Tile first = new Tile(new TileName.Hashes(0, 0, 256), leaves.subList(0, 256));
        SortedMap<String, byte[]> objects = new TreeMap<>();
        for (String path :
                List.of("record/000-2", "record/002-300", "time/000000000000000290/alpha.tsr", "time/lists/aa.crl")) {
            objects.put(path, path.getBytes(StandardCharsets.UTF_8));
        }
        objects.put("tile/0/000", first.bytes());
        objects.put("tile/0/001.p/44", new Tile(new TileName.Hashes(0, 1, 44), leaves.subList(256, SIZE)).bytes());
        objects.put("tile/1/000.p/1", new Tile(new TileName.Hashes(1, 0, 1), List.of(first.node(8, 0))).bytes());
        objects.put("tile/entries/000", new EntryBundle(entries.subList(0, 256)).bytes());
        objects.put("tile/entries/001.p/44", new EntryBundle(entries.subList(256, SIZE)).bytes());
        return objects;
    }
}
