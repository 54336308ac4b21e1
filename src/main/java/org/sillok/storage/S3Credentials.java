package org.sillok.storage;

import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who this service is to the store. Files are read again when they change and when the store refused what was in them,
 * so keys can be replaced while the service runs.
 */
final class S3Credentials implements Provider {
    private record Held(
            String accessKey, String secretKey, @Nullable String token) {}

    private static final Duration REPLACING = Duration.ofSeconds(10);

    private final S3Settings config;
    private final List<Path> files;
    private List<FileTime> seen;
    private Held held;
    private long generation;

    /** Reads the credentials; throws {@link StorageSettingException} if a file cannot be read. */
    S3Credentials(S3Settings config) {
        this.config = config;
        this.files = Stream.of(config.accessKeyFile(), config.secretKeyFile(), config.sessionTokenFile())
                .flatMap(Optional::stream)
                .toList();
        try {
            this.seen = changes();
            this.held = read();
        } catch (IOException e) {
            throw new StorageSettingException("The files in sillok.storage.s3.access-key-file, secret-key-file and"
                    + " session-token-file cannot be read: let this user read " + files + ".");
        }
    }

    @Override
    public synchronized Credentials fetch() {
        try {
            List<FileTime> now = changes();
            if (!now.equals(seen)) {
                hold(read());
                seen = now;
            }
        } catch (IOException e) {
            // Somebody is just replacing them: what was read before is used until the store refuses it.
        }
        return new Credentials(held.accessKey(), held.secretKey(), held.token(), null);
    }

    /** Counts what was held one after the other. */
    synchronized long generation() {
        return generation;
    }

    /**
     * The store refused what was held at {@code used}. Whether there is something else by now: of many requests that are
     * refused together only the first one finds the files changed, and all may go on.
     */
    synchronized boolean refused(long used) {
        try {
            hold(read());
        } catch (IOException e) {
            // Somebody is just replacing them, or another request has read them already.
        }
        return generation != used;
    }

    /** Whether somebody may just be replacing them, one file after the other: until the last one they do not fit. */
    boolean isReplacing() {
        try {
            FileTime lately = FileTime.from(Instant.now().minus(REPLACING));
            return changes().stream().anyMatch(change -> change.compareTo(lately) > 0);
        } catch (IOException e) {
            return true;
        }
    }

    private void hold(Held now) {
        if (!now.equals(held)) {
            held = now;
            generation++;
        }
    }

    private Held read() throws IOException {
        return new Held(
                text(config.accessKey(), config.accessKeyFile()),
                text(config.secretKey(), config.secretKeyFile()),
                config.sessionTokenFile().isPresent() ? text(Optional.empty(), config.sessionTokenFile()) : null);
    }

    private static String text(Optional<String> value, Optional<Path> file) throws IOException {
        String text = (value.isPresent() ? value.get() : Files.readString(file.orElseThrow())).strip();
        if (text.isEmpty()) {
            throw new IOException("an empty file");
        }
        return text;
    }

    private List<FileTime> changes() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    @Override
    public String toString() {
        return "S3Credentials";
    }
}
