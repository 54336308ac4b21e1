package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An unpacked bundle. Its folder may have been renamed; links are refused, not followed. */
final class FolderFiles implements BundleFiles {
    private final Path folder;
    private final BundleLimits limits;
    private final List<String> names = new ArrayList<>();
    private long total;

    private FolderFiles(Path folder, BundleLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    static FolderFiles read(Path folder, BundleLimits limits) throws IOException {
        FolderFiles files = new FolderFiles(folder, limits);
        Files.walkFileTree(folder, files.new Visitor());
        Collections.sort(files.names);
        BundleNames grammar = new BundleNames();
        for (String name : files.names) {
            BundleNames.Refusal refusal = grammar.refusal(name);
            if (refusal != null) {
                throw new BundleFormatException(refusal.code(), name, refusal.words());
            }
        }
        return files;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = name(file);
            if (!attributes.isRegularFile()) {
                throw new BundleFormatException(
                        FindingCode.ARCHIVE_ENTRY, name, "It is a link or another thing that is no ordinary file.");
            }
            if (names.size() == limits.entries() || attributes.size() > limits.bytes() - total) {
                throw new BundleFormatException(
                        FindingCode.ARCHIVE_LIMIT, name, "There are more files, or more bytes, than the limits allow.");
            }
            total += attributes.size();
            names.add(name);
            return FileVisitResult.CONTINUE;
        }
    }

    private String name(Path file) {
        List<String> segments = new ArrayList<>();
        folder.relativize(file).forEach(segment -> segments.add(segment.toString()));
        return String.join("/", segments);
    }

    @Override
    public Optional<String> root() {
        return Optional.empty();
    }

    @Override
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
