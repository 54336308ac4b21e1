package org.sillok.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Consumer;

/** A draft in the store's drafts directory, published by a hard link: {@code link(2)} fails if the name is taken. */
final class FileDraft implements Draft {
    // The JDK copies each heap buffer to a native one of the same size and keeps it: bound it.
    private static final int MAX_WRITE = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final EarlySync sync;
    private final ObjectName name;
    private final StoreDirectories directories;
    private final StorageFault fault;
    private final Consumer<Path> ended;
    private final OutputStream body = new Body();
    private boolean open = true;

    FileDraft(
            Path file,
            FileChannel channel,
            EarlySync sync,
            ObjectName name,
            StoreDirectories directories,
            StorageFault fault,
            Consumer<Path> ended) {
        this.file = file;
        this.channel = channel;
        this.sync = sync;
        this.name = name;
        this.directories = directories;
        this.fault = fault;
        this.ended = ended;
    }

    @Override
    public OutputStream body() {
        return body;
    }

    @Override
    public void publish() {
        Path target = complete();
        try {
            Files.createLink(target, file);
            Files.delete(file);
            StoreDirectories.sync(directories.parent(name));
        } catch (FileAlreadyExistsException e) {
            throw new ObjectExistsException(name);
        } catch (IOException | UnsupportedOperationException e) {
            throw fault.writing(e);
        } finally {
            close();
        }
    }

    /** Publishes by replacing whatever has the name. */
    void replace() {
        Path target = complete();
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            StoreDirectories.sync(directories.parent(name));
        } catch (IOException e) {
            throw fault.writing(e);
        } finally {
            close();
        }
    }

    private Path complete() {
        if (!open) {
            throw new IllegalStateException("this draft has ended");
        }
        try {
            sync.await();
            channel.force(false);
            channel.close();
            directories.prepare(directories.parent(name));
            return directories.file(name);
        } catch (NotDirectoryException e) {
            close();
            throw new ObjectConflictException(name);
        } catch (IOException e) {
            close();
            throw fault.writing(e);
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Left to the sweep; the failure that matters, if any, is already on its way.
        } finally {
            ended.accept(file);
        }
    }

    private final class Body extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (!open) {
                throw new IllegalStateException("this draft has ended");
            }
            try {
                for (int done = 0; done < length; ) {
                    ByteBuffer part = ByteBuffer.wrap(bytes, offset + done, Math.min(MAX_WRITE, length - done));
                    int count = channel.write(part);
                    done += count;
                    sync.written(count);
                }
            } catch (IOException e) {
                throw fault.writing(e);
            }
        }
    }
}
