package org.sillok.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sillok.kernel.Bytes;

/**
 * The store in a directory of a POSIX file system with hard links. To publish: write a draft, sync it, {@code link(2)}
 * it to its name (which fails if the name is taken), unlink the draft, sync the directory; a new directory's parent is
 * synced before anything is published in it. Files are 0600 and directories 0700. Symbolic links inside the store are
 * refused; the root may be one. Processes may share the directory, also over a network file system that keeps the
 * promises of {@code link} and {@code fsync}.
 */
public final class FileSystemObjectStore implements ObjectStore {
    private final StoreDirectories directories;
    private final StorageFault fault;
    private final Clock clock;
    private final PointerLock pointers;
    private final ExecutorService syncThreads = EarlySync.threads();
    private final Set<Path> openDrafts = ConcurrentHashMap.newKeySet();

    /** A store in {@code root}, which is created with the first object. */
    public FileSystemObjectStore(Path root, Clock clock) {
        this.directories = new StoreDirectories(root);
        this.fault = new StorageFault(directories.root());
        this.clock = clock;
        this.pointers = new PointerLock(directories.pointerLock());
    }

    @Override
    public Draft draft(ObjectName name) {
        return fileDraft(name);
    }

    private FileDraft fileDraft(ObjectName name) {
        Path file = directories.drafts().resolve(UUID.randomUUID().toString());
        openDrafts.add(file);
        try {
            directories.prepare(directories.drafts());
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    StoreDirectories.PRIVATE_FILE);
            return new FileDraft(
                    file, channel, new EarlySync(channel, syncThreads), name, directories, fault, openDrafts::remove);
        } catch (IOException e) {
            openDrafts.remove(file);
            throw fault.writing(e);
        }
    }

    @Override
    public void put(ObjectName name, byte[] bytes) {
        try (FileDraft draft = fileDraft(name)) {
            draft.body().write(bytes);
            draft.publish();
        } catch (ObjectExistsException e) {
            requireSame(name, bytes);
        } catch (IOException e) {
            throw fault.writing(e);
        }
    }

    private void requireSame(ObjectName name, byte[] bytes) {
        try (SeekableByteChannel channel = open(name)) {
            ByteBuffer present = ByteBuffer.allocate(bytes.length);
            while (present.hasRemaining() && channel.read(present) >= 0) {
                // Read on.
            }
            if (channel.size() != bytes.length || !Arrays.equals(present.array(), bytes)) {
                throw new ObjectConflictException(name);
            }
            // Whoever wrote it may have failed between the link and the sync.
            StoreDirectories.sync(directories.parent(name));
        } catch (NoSuchObjectException e) {
            throw new ObjectConflictException(name);
        } catch (IOException e) {
            throw fault.writing(e);
        }
    }

    @Override
    public SeekableByteChannel open(ObjectName name) {
        try {
            if (directories.attributes(name).isEmpty()) {
                throw new NoSuchObjectException(name);
            }
            Path file = directories.file(name);
            return new StoredChannel(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), fault);
        } catch (NoSuchFileException e) {
            throw new NoSuchObjectException(name);
        } catch (IOException e) {
            throw fault.reading(e);
        }
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectName name) {
        try {
            return directories
                    .attributes(name)
                    .map(attributes -> new ObjectInfo(
                            attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (IOException e) {
            throw fault.reading(e);
        }
    }

    @Override
    public Stream<ObjectName> list(String prefix) {
        Iterator<ObjectName> names = new ObjectListing(directories.root(), prefix, fault);
        int order = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(names, order), false);
    }

    @Override
    public void discard(ObjectName name) {
        try {
            if (directories.attributes(name).isPresent()) {
                Files.deleteIfExists(directories.file(name));
                StoreDirectories.sync(directories.parent(name));
            }
        } catch (IOException e) {
            throw fault.writing(e);
        }
    }

    @Override
    public Draft replacement(ObjectName name, boolean handedOut) {
        FileDraft draft = fileDraft(name);
        return new Replacement(draft, () -> putAside(name), draft::replace);
    }

    private void putAside(ObjectName name) {
        try {
            if (directories.isBlocked(name)) {
                throw new ObjectConflictException(name);
            }
            if (directories.attributes(name).isPresent()) {
                ObjectName aside = name.aside(UUID.randomUUID().toString());
                directories.prepare(directories.parent(aside));
                Files.createLink(directories.file(aside), directories.file(name));
                StoreDirectories.sync(directories.parent(aside));
            }
        } catch (IOException e) {
            throw fault.writing(e);
        }
    }

    @Override
    public void keep(ObjectName name) {
        // A directory has no locks.
    }

    @Override
    public boolean replacePointer(ObjectName name, Optional<Bytes> seen, byte[] bytes) {
        try (FileDraft draft = fileDraft(name)) {
            draft.body().write(bytes);
            return pointers.alone(() -> {
                if (!present(name).equals(seen)) {
                    return false;
                }
                draft.replace();
                return true;
            });
        } catch (IOException e) {
            throw fault.writing(e);
        }
    }

    private Optional<Bytes> present(ObjectName name) throws IOException {
        return directories.attributes(name).isEmpty()
                ? Optional.empty()
                : Optional.of(Bytes.of(Files.readAllBytes(directories.file(name))));
    }

    @Override
    public long sweepDrafts(Duration olderThan) {
        Instant limit = clock.instant().minus(olderThan);
        long swept = 0;
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(directories.drafts())) {
            for (Path draft : drafts) {
                if (!openDrafts.contains(draft) && isOlder(draft, limit) && Files.deleteIfExists(draft)) {
                    swept++;
                }
            }
        } catch (NoSuchFileException e) {
            return swept;
        } catch (IOException | DirectoryIteratorException e) {
            throw fault.writing(e);
        }
        return swept;
    }

    private static boolean isOlder(Path draft, Instant limit) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(draft, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.lastModifiedTime().toInstant().isBefore(limit);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
