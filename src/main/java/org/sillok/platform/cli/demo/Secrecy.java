package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must not be found in clear, and where the service keeps its things. */
final class Secrecy {
    private static final int SHORTEST = 16;
    private static final int LINES_PER_FILE = 5;
    /** What is not the service's, or is a program: the demo's own output and PostgreSQL's binaries. */
    private static final Set<String> NOT_SEARCHED = Set.of("receipts", "tampered", "sharing", "postgres-bin");

    private Secrecy() {}

    /** Titles, file names and some lines of each text file: texts of at least 16 bytes, which do not occur by chance. */
    static List<byte[]> textsOf(Samples samples) throws IOException {
        List<String> texts = new ArrayList<>();
        List<Samples.SampleFile> files = new ArrayList<>();
        for (Samples.Item item : samples.items()) {
            for (JsonNode title : item.metadata().path("title")) {
                texts.add(title.asText());
            }
            files.addAll(item.files());
        }
        samples.derivatives().forEach(d -> files.addAll(d.files()));
        for (Samples.SampleFile file : files) {
            texts.add(file.name());
            if (file.mediaType().startsWith("text/")) {
                try (Stream<String> lines = Files.lines(file.path())) {
                    texts.addAll(lines.map(String::strip)
                            .filter(l -> l.length() > SHORTEST)
                            .limit(LINES_PER_FILE)
                            .toList());
                }
            }
        }
        return texts.stream()
                .distinct()
                .map(t -> t.getBytes(StandardCharsets.UTF_8))
                .filter(t -> t.length >= SHORTEST)
                .toList();
    }

    static List<Path> placesOfService(Path dataDirectory) throws IOException {
        try (Stream<Path> children = Files.list(dataDirectory)) {
            return children.filter(c -> !NOT_SEARCHED.contains(c.getFileName().toString()))
                    .toList();
        }
    }

    /** The stored objects of a local object store, sorted: neither the log's nor drafts, which come and go meanwhile. */
    static Set<Path> objects(Path objects) throws DemoFailure {
        Path content = objects.resolve("content");
        if (!Files.isDirectory(content)) {
            return new TreeSet<>();
        }
        try (Stream<Path> walk = Files.walk(content)) {
            Set<Path> found = new TreeSet<>();
            walk.filter(Files::isRegularFile).forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new DemoFailure("The object store cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The first bytes of a file in hexadecimal. */
    static String firstBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.ofDelimiter(" ").formatHex(in.readNBytes(12)) + " …";
        }
    }

    static boolean isEmpty(Samples.SampleFile file) {
        return file.path().toFile().length() == 0;
    }
}
