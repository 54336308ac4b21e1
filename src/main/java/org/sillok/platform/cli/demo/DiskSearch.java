package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for texts in every file under a directory: the plain way to show that nothing lies there in clear. */
final class DiskSearch {
    private static final int PIECE = 1 << 20;

    /** What was looked through, and the files that contain one of the texts. */
    record Result(int files, long bytes, List<Path> hits) {
        Result {
            hits = List.copyOf(hits);
        }
    }

    private DiskSearch() {}

    /** Files that vanish while the search runs (a database does that) are passed over. */
    static Result search(List<Path> directories, List<byte[]> texts) throws IOException {
        Walk walk = new Walk(new Texts(texts));
        for (Path directory : directories) {
            Files.walkFileTree(directory, walk);
        }
        return new Result(walk.files, walk.bytes, walk.hits);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Texts texts;
        private final List<Path> hits = new ArrayList<>();
        private int files;
        private long bytes;

        Walk(Texts texts) {
            this.texts = texts;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                try {
                    if (contains(file, texts)) {
                        hits.add(file);
                    }
                    files++;
                    bytes += attributes.size();
                } catch (NoSuchFileException e) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static boolean contains(Path file, Texts texts) throws IOException {
        byte[] window = new byte[PIECE + texts.overlap];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.readNBytes(window, kept, PIECE);
                int filled = kept + read;
                if (texts.occurIn(window, filled)) {
                    return true;
                }
                if (read < PIECE) {
                    return false;
                }
                System.arraycopy(window, filled - texts.overlap, window, 0, texts.overlap);
                kept = texts.overlap;
            }
        }
    }

    /** Several texts found in one pass: their first two bytes select the few that may start at a place. */
    private static final class Texts {
        private final Map<Integer, List<byte[]>> byStart = new HashMap<>();
        private final boolean[] starts = new boolean[1 << 16];
        private final int overlap;

        Texts(List<byte[]> texts) {
            int longest = 2;
            for (byte[] text : texts) {
                if (text.length < 2) {
                    throw new IllegalArgumentException("a text of less than two bytes is everywhere");
                }
                int start = start(text, 0);
                starts[start] = true;
                byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(text);
                longest = Math.max(longest, text.length);
            }
            overlap = longest - 1;
        }

        boolean occurIn(byte[] window, int filled) {
            for (int at = 0; at < filled - 1; at++) {
                int start = start(window, at);
                if (starts[start] && anyAt(byStart.getOrDefault(start, List.of()), window, at, filled)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean anyAt(List<byte[]> texts, byte[] window, int at, int filled) {
            for (byte[] text : texts) {
                int end = at + text.length;
                if (end <= filled && Arrays.equals(window, at, end, text, 0, text.length)) {
                    return true;
                }
            }
            return false;
        }

        private static int start(byte[] bytes, int at) {
            return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
        }
    }
}
