package org.sillok.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A file for its owner alone that is being written, under another name. It gets its own name, durably, only by
 * {@link #publish}; closed without that, it is gone.
 */
final class PendingFile extends OutputStream {
    static final String DRAFT = ".new";
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private final OutputStream out;

    private PendingFile(Path file, Path draft, FileChannel channel) {
        this.file = file;
        this.draft = draft;
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
    }

    static PendingFile create(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + DRAFT);
        return new PendingFile(
                file,
                draft,
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        PRIVATE));
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
    }

    void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(draft, file);
        try (FileChannel names = FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(draft);
        }
    }
}
