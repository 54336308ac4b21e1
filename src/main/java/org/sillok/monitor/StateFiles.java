package org.sillok.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/**
 * The monitor's files: the state, beside it {@code .heads} with every head ever seen and {@code .evidence} with what an
 * inconsistent log showed. After a crash the state is the old one or the new one. One process at a time.
 */
final class StateFiles implements AutoCloseable {
    /** The files cannot be used; the message says what to do. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /** A head as it was seen. */
    record SeenHead(Instant seenAt, long size, Bytes note) {}

    private final Path state;
    private final Path folder;
    private final FileChannel lock;
    private long searchedFor;
    private long searchedTo;

    private StateFiles(Path state, Path folder, FileChannel lock) {
        this.state = state;
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the files for this process. */
    static StateFiles open(Path state) throws UnusableException {
        Path file = state.toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null) {
            throw new UnusableException(file + " is no file");
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UnusableException("another monitor uses " + file);
            }
            return new StateFiles(file, folder, channel);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be used by this user");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The state; empty before the first look. A damaged one is an error: starting afresh would forget what was seen. */
    Optional<MonitorState> read() throws UnusableException {
        try {
            return Optional.of(MonitorState.parse(Files.readAllBytes(state)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableException(state + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw new UnusableException(state + " is damaged; restore it, or move it away to start afresh");
        }
    }

    void write(MonitorState next) throws UnusableException {
        Path temporary = beside(state, ".new");
        try {
            put(temporary, next.bytes());
            Files.move(temporary, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } catch (IOException e) {
            throw new UnusableException(state + " cannot be written");
        }
    }

    /** Adds a head to those that were seen. Durable when it returns. */
    void keep(SeenHead head) throws UnusableException {
        byte[] line = CompactJson.write(JsonObject.builder()
                .put("seenAt", Timestamps.format(head.seenAt()))
                .put("size", head.size())
                .put("note", Base64.getEncoder().encodeToString(head.note().toArray()))
                .build());
        try (FileChannel file = FileChannel.open(
                heads(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            // A line that a crash cut off stays alone in its line.
            writeAll(file, ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            writeAll(file, ByteBuffer.wrap(line));
            file.force(true);
        } catch (IOException e) {
            throw new UnusableException(heads() + " cannot be written");
        }
    }

    /** The first head ever seen that {@code which} wants. */
    Optional<SeenHead> firstHead(Predicate<SeenHead> which) throws UnusableException {
        try (BufferedReader lines = Files.newBufferedReader(heads())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<SeenHead> head = parse(line).filter(which);
                if (head.isPresent()) {
                    return head;
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableException(heads() + " cannot be read");
        }
    }

    /**
     * The first head ever seen that is larger than {@code size}. Where the search ended is remembered, so that asking for
     * growing sizes reads each line once.
     */
    Optional<SeenHead> firstLargerThan(long size) throws UnusableException {
        if (size < searchedFor) {
            searchedTo = 0;
        }
        searchedFor = size;
        try (FileChannel file = FileChannel.open(heads(), StandardOpenOption.READ);
                BufferedReader lines =
                        new BufferedReader(Channels.newReader(file.position(searchedTo), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<SeenHead> head = parse(line).filter(seen -> seen.size() > size);
                if (head.isPresent()) {
                    return head;
                }
                searchedTo = Math.min(searchedTo + line.length() + 1, file.size());
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableException(heads() + " cannot be read");
        }
    }

    private static Optional<SeenHead> parse(String line) {
        try {
            JsonObject json =
                    StrictJson.parse(line.getBytes(StandardCharsets.UTF_8)).asObject();
            return Optional.of(new SeenHead(
                    Timestamps.parse(json.text("seenAt")),
                    json.number("size"),
                    Bytes.of(Base64.getDecoder().decode(json.text("note")))));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what contradicts each other as files that prove it to others. The same evidence is kept once.
     *
     * @param held the head that was verified before, or null
     * @return the folder's path
     */
    String keepEvidence(SignalCode code, MonitorState known, @Nullable Bytes held, Bytes shown)
            throws UnusableException {
        String name = Sha2.sha256(held == null ? new byte[0] : held.toArray(), shown.toArray())
                .hex()
                .substring(0, 16);
        Path evidence = beside(state, ".evidence").resolve(code.name() + "-" + name);
        try {
            Files.createDirectories(evidence);
            put(evidence.resolve("shown.checkpoint"), shown.toArray());
            if (held != null) {
                put(evidence.resolve("held.checkpoint"), held.toArray());
            }
            put(evidence.resolve("policy"), known.policy().text().getBytes(StandardCharsets.UTF_8));
            sync(evidence);
            return evidence.toString();
        } catch (IOException e) {
            throw new UnusableException(evidence + " cannot be written");
        }
    }

    private Path heads() {
        return beside(state, ".heads");
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void put(Path path, byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(file, ByteBuffer.wrap(bytes));
            file.force(true);
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock beside " + state + " cannot be released", e);
        }
    }
}
