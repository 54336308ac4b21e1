package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.LogHead;
import org.sillok.crypto.Sha2;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.TestS3;

/** From a bucket into the directory of a backup. */
class ObjectsCopyTest {
    private static final String LOG = "log/log.invalid/";
    private static final List<String> NEEDED = List.of(
            "record/000-2",
            "record/002-300",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44",
            "time/000000000000000290/alpha.tsr",
            "time/lists/aa.crl");
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

    @AfterEach
    void stop() {
        s3.close();
    }

    private record Copied(List<String> names, List<String> missing) {}

    private Copied copy() throws IOException {
        ObjectStore target = new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC());
        ObjectsCopy copy = new ObjectsCopy(source, target, (done, total) -> {}, 1);
        Path none = Files.write(temporary.resolve("none"), new byte[0]);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        copy.run(none, List.of(new LogHead("log.invalid", "key", 300, null)), list);
        List<String> names = list.toString(StandardCharsets.US_ASCII)
                .lines()
                .map(line -> {
                    assertThat(line).matches("[0-9a-f]{64}  objects/" + LOG + ".*");
                    String path = line.substring(line.indexOf(LOG) + LOG.length());
                    assertThat(line)
                            .startsWith(Sha2.sha256(path.getBytes(StandardCharsets.UTF_8))
                                    .hex());
                    return path;
                })
                .toList();
        return new Copied(names, copy.missing());
    }

    private void put(String path) {
        source.put(new ObjectName(LOG + path), path.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void exactlyTheObjectsOfTheTreeAtItsMomentAreCopied() throws IOException {
        NEEDED.forEach(this::put);
        LATER.forEach(this::put);
        source.put(new ObjectName("log/another.invalid/tile/0/000"), new byte[1]);
        Copied copied = copy();
        assertThat(copied.names()).isEqualTo(NEEDED);
        assertThat(copied.missing()).isEmpty();
        assertThat(copy().names()).as("again").isEqualTo(NEEDED);
    }

    @Test
    void aTileThatTheStoreHasLostIsNamed() throws IOException {
        NEEDED.stream().filter(path -> !path.equals("tile/entries/000")).forEach(this::put);
        LATER.forEach(this::put);
        assertThat(copy().missing()).containsExactly(LOG + "tile/entries/000");
    }
}
