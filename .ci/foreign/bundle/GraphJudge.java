import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/** The metadata of bundles, read as RDF by Apache Jena: what it says about files must be what the manifests say. */
final class GraphJudge {
    private static final String BASE = "file:///bag/data/";
    private static final String CRATE_CONTEXT = "\"https://w3id.org/ro/crate/1.2/context\"";
    private static final String UCO = "https://ontology.unifiedcyberontology.org/uco/";
    private static int passed;

    public static void main(String[] folders) throws Exception {
        for (String folder : folders) {
            Path root = Path.of(folder);
            Map<String, String> manifest = new HashMap<>();
            for (String line : Files.readAllLines(root.resolve("manifest-sha256.txt"), StandardCharsets.UTF_8)) {
                manifest.put(line.substring(66), line.substring(0, 64));
            }
            crate(root, manifest);
            evidence(root, manifest);
        }
        System.out.println(passed + " passed, 0 failed");
    }

    /** The context is not fetched: all words of it that are used are those of schema.org, but for conformsTo. */
    private static void crate(Path root, Map<String, String> manifest) throws Exception {
        String text = Files.readString(root.resolve("data/ro-crate-metadata.json"));
        check(text.contains(CRATE_CONTEXT), "the crate names its context");
        Graph graph = read(text.replace(CRATE_CONTEXT, "{\"@vocab\":\"http://schema.org/\"}"));
        Node dataset = NodeFactory.createURI(BASE);
        check(one(graph, NodeFactory.createURI(BASE + "ro-crate-metadata.json"), "http://schema.org/about").equals(dataset),
                "the descriptor is about the root");
        List<Node> parts = objects(graph, dataset, "http://schema.org/hasPart");
        for (Node part : parts) {
            check(part.getURI().startsWith(BASE) && manifest.containsKey("data/" + part.getURI().substring(BASE.length())),
                    "a part that is in the bag: " + part);
        }
        for (String path : manifest.keySet()) {
            if (path.startsWith("data/items/")) {
                Node file = NodeFactory.createURI(BASE + path.substring("data/".length()));
                check(parts.contains(file), "listed in the crate: " + path);
                check(one(graph, file, "http://schema.org/sha256").getLiteralLexicalForm().equals(manifest.get(path)),
                        "the crate's digest of " + path);
            }
        }
    }

    private static void evidence(Path root, Map<String, String> manifest) throws Exception {
        Graph graph = read(Files.readString(root.resolve("data/metadata/case.jsonld")));
        int found = 0;
        for (Triple named : graph.find(Node.ANY, NodeFactory.createURI(UCO + "observable/filePath"), Node.ANY).toList()) {
            String path = named.getObject().getLiteralLexicalForm();
            Node file = graph.find(Node.ANY, NodeFactory.createURI(UCO + "core/hasFacet"), named.getSubject())
                    .next()
                    .getSubject();
            boolean digest = false;
            for (Node facet : objects(graph, file, UCO + "core/hasFacet")) {
                for (Node hash : objects(graph, facet, UCO + "observable/hash")) {
                    digest |= one(graph, hash, UCO + "types/hashValue")
                            .getLiteralLexicalForm()
                            .equals(manifest.get(path));
                }
            }
            check(digest, "the digest in CASE of " + path);
            found++;
        }
        check(found == manifest.keySet().stream().filter(path -> path.startsWith("data/items/")).count(),
                "every file is in CASE");
    }

    private static Graph read(String text) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(text, Lang.JSONLD11).base(BASE).parse(graph);
        return graph;
    }

    private static List<Node> objects(Graph graph, Node subject, String predicate) {
        List<Node> objects = new ArrayList<>();
        graph.find(subject, NodeFactory.createURI(predicate), Node.ANY)
                .forEachRemaining(triple -> objects.add(triple.getObject()));
        return objects;
    }

    private static Node one(Graph graph, Node subject, String predicate) {
        List<Node> objects = objects(graph, subject, predicate);
        check(objects.size() == 1, "exactly one " + predicate + " of " + subject);
        return objects.get(0);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            System.out.println("FAILED: " + what);
            System.exit(1);
        }
        passed++;
    }
}
