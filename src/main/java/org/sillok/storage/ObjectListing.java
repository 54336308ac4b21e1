package org.sillok.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the store's tree in the order of the objects' names. It holds one directory per level in memory and keeps no
 * file open between steps.
 */
final class ObjectListing implements Iterator<ObjectName> {
    /** A file's name, or a directory's with {@code /} behind it: so sorted, a tree comes in the order of full names. */
    private record Entry(String name, Path path) {
        boolean isDirectory() {
            return name.endsWith("/");
        }
    }

    private final String prefix;
    private final StorageFault fault;
    private final Deque<Iterator<Entry>> levels = new ArrayDeque<>();
    private @Nullable ObjectName next;

    ObjectListing(Path root, String prefix, StorageFault fault) {
        this.prefix = prefix;
        this.fault = fault;
        levels.push(entries("", root));
        next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ObjectName next() {
        ObjectName current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        next = advance();
        return current;
    }

    private @Nullable ObjectName advance() {
        while (!levels.isEmpty()) {
            Iterator<Entry> level = levels.element();
            if (!level.hasNext()) {
                levels.pop();
                continue;
            }
            Entry entry = level.next();
            if (!entry.isDirectory()) {
                return new ObjectName(entry.name());
            }
            levels.push(entries(entry.name(), entry.path()));
        }
        return null;
    }

    private Iterator<Entry> entries(String within, Path directory) {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                Entry entry = entry(within, path);
                if (entry != null && matches(entry)) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nothing has been written yet, or it went meanwhile.
            return entries.iterator();
        } catch (IOException | DirectoryIteratorException e) {
            throw fault.reading(e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries.iterator();
    }

    private static @Nullable Entry entry(String within, Path path) throws IOException {
        String name = within + path.getFileName();
        if (!ObjectName.isWellFormed(name)) {
            return null;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                return new Entry(name + "/", path);
            }
            return attributes.isRegularFile() ? new Entry(name, path) : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private boolean matches(Entry entry) {
        return entry.name().startsWith(prefix) || (entry.isDirectory() && prefix.startsWith(entry.name()));
    }
}
