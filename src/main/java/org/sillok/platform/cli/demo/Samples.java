package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sample set: {@code manifest.json} and the files beside it. Reading checks what the demo relies on, so that a
 * mistake in the manifest is named before anything is deposited.
 */
record Samples(
        ObjectNode party, ObjectNode otherParty, List<Source> sources, List<Item> items, List<Derivative> derivatives) {
    static final String FORMAT = "sillok/samples/1";
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    /** A source to create; {@code body} is the request as the API takes it. */
    record Source(String key, ObjectNode body) {}

    /** A file: where it lies (an ASCII name) and the name and type it is deposited under. */
    record SampleFile(Path path, String name, String mediaType) {}

    /** {@code metadata} is as the API takes it, without {@code source}. */
    record Item(String key, String source, ObjectNode metadata, List<SampleFile> files) {
        Item {
            files = List.copyOf(files);
        }
    }

    /** A new version of item {@code of}, made from the versions that {@code parents} name by their keys. */
    record Derivative(String key, String of, List<String> parents, ObjectNode metadata, List<SampleFile> files) {
        Derivative {
            parents = List.copyOf(parents);
            files = List.copyOf(files);
        }
    }

    Samples {
        sources = List.copyOf(sources);
        items = List.copyOf(items);
        derivatives = List.copyOf(derivatives);
    }

    int fileCount() {
        return items.stream().mapToInt(i -> i.files().size()).sum()
                + derivatives.stream().mapToInt(d -> d.files().size()).sum();
    }

    static Samples read(Path directory) throws DemoFailure {
        Path manifest = directory.resolve("manifest.json");
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(manifest);
        } catch (IOException e) {
            throw new DemoFailure("No sample set at " + directory + " (manifest.json); say where with --samples", e);
        }
        return new Reader(directory).read(Json.parse(bytes, manifest.toString()));
    }

    /** The files that {@code node} names, all of them below {@code directory}. */
    static List<SampleFile> files(Path directory, JsonNode node, String key) throws DemoFailure {
        List<SampleFile> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            String path = Json.text(file, "path", key);
            Path found = directory.resolve(path).normalize();
            if (!found.startsWith(directory.normalize()) || !Files.isRegularFile(found)) {
                throw new DemoFailure(key + ": there is no file " + path + " in " + directory);
            }
            files.add(new SampleFile(found, Json.text(file, "name", key), Json.text(file, "mediaType", key)));
        }
        if (files.isEmpty()) {
            throw new DemoFailure(key + " has no files");
        }
        return files;
    }

    static ObjectNode object(JsonNode node, String where) throws DemoFailure {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new DemoFailure(where + " is not an object");
    }

    private static final class Reader {
        private final Path directory;
        private final Set<String> versions = new HashSet<>();

        Reader(Path directory) {
            this.directory = directory;
        }

        Samples read(JsonNode root) throws DemoFailure {
            if (!FORMAT.equals(root.path("format").asText())) {
                throw new DemoFailure("The manifest's format is not " + FORMAT);
            }
            List<Source> sources = new ArrayList<>();
            Set<String> sourceKeys = new HashSet<>();
            for (JsonNode node : root.path("sources")) {
                String key = key(node, sourceKeys);
                sources.add(new Source(key, without(node, "key")));
            }
            List<Item> items = new ArrayList<>();
            Set<String> itemKeys = new HashSet<>();
            for (JsonNode node : root.path("items")) {
                String key = key(node, versions);
                itemKeys.add(key);
                ObjectNode metadata = object(node.path("metadata"), key);
                String source = metadata.path("source").asText();
                known(source, sourceKeys, key);
                items.add(new Item(key, source, without(metadata, "source"), files(node, key)));
            }
            List<Derivative> derivatives = new ArrayList<>();
            for (JsonNode node : root.path("derivatives")) {
                derivatives.add(derivative(node, itemKeys));
            }
            return new Samples(
                    object(root.path("party"), "party"),
                    object(root.path("otherParty"), "otherParty"),
                    sources,
                    items,
                    derivatives);
        }

        private Derivative derivative(JsonNode node, Set<String> itemKeys) throws DemoFailure {
            String of = node.path("of").asText();
            List<String> parents = new ArrayList<>();
            for (JsonNode parent : node.path("parents")) {
                known(parent.asText(), versions, "a derivative of " + of);
                parents.add(parent.asText());
            }
            String key = key(node, versions);
            known(of, itemKeys, key);
            return new Derivative(key, of, parents, without(node, "key", "of", "parents", "files"), files(node, key));
        }

        private List<SampleFile> files(JsonNode node, String key) throws DemoFailure {
            return Samples.files(directory, node, key);
        }

        private static String key(JsonNode node, Set<String> taken) throws DemoFailure {
            String key = node.path("key").asText();
            if (!KEY.matcher(key).matches() || !taken.add(key)) {
                throw new DemoFailure("The key \"" + key + "\" is not of the form a-z, 0-9, - or is used twice");
            }
            return key;
        }

        private static void known(String key, Set<String> keys, String where) throws DemoFailure {
            if (!keys.contains(key)) {
                throw new DemoFailure(where + " refers to \"" + key + "\", which does not come before it");
            }
        }

        private static ObjectNode without(JsonNode node, String... fields) throws DemoFailure {
            ObjectNode copy = object(node, "a member of the manifest").deepCopy();
            copy.remove(List.of(fields));
            return copy;
        }
    }
}
