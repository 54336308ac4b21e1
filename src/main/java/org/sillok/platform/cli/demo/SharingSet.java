package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the chapters on sharing are about: {@code sharing.json} of the sample set. Bodies are as the API takes them, without
 * the ids that only a run knows.
 *
 * @param clauses of the agreements
 * @param other what the second organisation deposits
 * @param answer the clause with which a consultation is answered
 */
record SharingSet(
        ObjectNode recipient,
        ObjectNode title,
        JsonNode clauses,
        Samples.Item form,
        Samples.Item evidence,
        Samples.Item mandate,
        Samples.Source otherSource,
        Samples.Item other,
        List<Consent> consents,
        ObjectNode request,
        ObjectNode answer) {
    static final String OTHER = "other";
    private static final String FORMAT = "sillok/samples/sharing/1";

    /**
     * What a source said about an item.
     *
     * @param expected what becomes of the item in the request
     */
    record Consent(String item, String relation, String expected, ObjectNode said, ObjectNode version) {
        /** Whether somebody has to be asked first. */
        boolean asksFirst() {
            return expected.equals("BEING_CONSULTED");
        }

        /** Whether it is handed over in the end. */
        boolean granted() {
            return asksFirst() || expected.equals("AWAITING_APPROVAL");
        }
    }

    SharingSet {
        consents = List.copyOf(consents);
    }

    /** Empty if the sample set is about deposits only. */
    static Optional<SharingSet> read(Path directory) throws DemoFailure {
        Path file = directory.resolve("sharing.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode root;
        try {
            root = Json.parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new DemoFailure(file + " cannot be read", e);
        }
        if (!FORMAT.equals(root.path("format").asText())) {
            throw new DemoFailure("The format of sharing.json is not " + FORMAT);
        }
        JsonNode papers = root.path("papers");
        return Optional.of(new SharingSet(
                object(root, "recipient"),
                object(root.path("agreement"), "title"),
                root.path("agreement").path("clauses"),
                item(directory, papers, "form"),
                item(directory, papers, "answer"),
                item(directory, papers, "mandate"),
                new Samples.Source(OTHER, object(root, "otherSource")),
                item(directory, root, "otherItem"),
                consents(root),
                object(root, "request"),
                object(root, "answer")));
    }

    private static List<Consent> consents(JsonNode root) throws DemoFailure {
        List<Consent> consents = new ArrayList<>();
        for (JsonNode node : root.path("consents")) {
            consents.add(new Consent(
                    Json.text(node, "item", "A consent"),
                    Json.text(node, "relation", "A consent"),
                    Json.text(node, "expect", "A consent"),
                    object(node, "said"),
                    object(node, "version")));
        }
        return consents;
    }

    private static Samples.Item item(Path directory, JsonNode parent, String name) throws DemoFailure {
        JsonNode node = parent.path(name);
        return new Samples.Item(name, OTHER, object(node, "metadata"), Samples.files(directory, node, name));
    }

    private static ObjectNode object(JsonNode parent, String name) throws DemoFailure {
        return Samples.object(parent.path(name), name);
    }

    /** All files, for whoever counts them. */
    List<Samples.SampleFile> files() {
        List<Samples.SampleFile> all = new ArrayList<>();
        for (Samples.Item item : List.of(form, evidence, mandate, other)) {
            all.addAll(item.files());
        }
        return all;
    }
}
