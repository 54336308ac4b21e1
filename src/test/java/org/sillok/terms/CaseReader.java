package org.sillok.terms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads case files. A case says only what differs from the usual case of its file, and a file only what differs from the
 * base; README.md beside the files says how. Refuses whatever it does not understand.
 */
final class CaseReader {
    /** Said in place of a block in which nothing differs: so that nobody forgets one. */
    private static final String AS_USUAL = "as usual";

    private final JsonMapper yaml;
    private final JsonNode given;
    private final JsonNode when;
    private final Map<String, JsonNode> patterns;
    private final CaseNames names;
    private final CaseClauses clauses;
    private final CaseRecords records;

    CaseReader(String base) {
        yaml = JsonMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .build();
        JsonNode tree = tree("base", base);
        patterns = Map.of(
                "consents", tree.at("/patterns/consent"),
                "agreements", tree.at("/patterns/agreement"),
                "versions", tree.at("/patterns/version"));
        names = CaseNames.read(tree.path("names"));
        clauses = new CaseClauses(names, tree.at("/patterns/clause"));
        records = new CaseRecords(names, clauses);
        given = CaseMerge.onto(yaml.createObjectNode(), tree.path("given"), patterns);
        when = tree.path("when");
    }

    /** The cases of one file. Throws {@link IllegalArgumentException} for a file that says anything unknown, or nothing. */
    List<ConsentCase> read(String file, String text) {
        return CaseBlock.read(file, tree(file, text), block -> {
            block.text("about");
            JsonNode usual = block.has("usual") ? block.take("usual") : yaml.createObjectNode();
            checkKeys(file + ": usual", usual);
            List<ConsentCase> cases = new ArrayList<>();
            for (JsonNode one : block.list("cases")) {
                String where = file + ": " + one.path("case").asText("a case without a name");
                cases.add(located(where, () -> CaseBlock.read(where, one, said -> readCase(file, where, usual, said))));
            }
            if (cases.isEmpty()) {
                throw block.refuse("no cases");
            }
            if (cases.stream().map(ConsentCase::name).distinct().count() != cases.size()) {
                throw block.refuse("the same name twice");
            }
            return List.copyOf(cases);
        });
    }

    private ConsentCase readCase(String file, String where, JsonNode usual, CaseBlock said) {
        String name = said.text("case");
        String because = said.text("because");
        JsonNode givenHere = CaseMerge.onto(usually(given, usual, "given"), difference(said, "given"), patterns);
        JsonNode whenHere = CaseMerge.onto(usually(when, usual, "when"), difference(said, "when"));
        CaseExpectation then = CaseBlock.read(
                where + ": then", said.take("then"), block -> CaseExpectation.read(block, names, clauses));
        checkNames(where, givenHere, then);
        return CaseBlock.read(where + ": when", whenHere, asked -> {
            String version = asked.text("version");
            Request request = new CaseRequest(names).read(asked);
            Question question =
                    CaseBlock.read(where + ": given", givenHere, onRecord -> records.read(onRecord, request, version));
            return new ConsentCase(file, name, because, question, then);
        });
    }

    private JsonNode usually(JsonNode base, JsonNode usual, String key) {
        return CaseMerge.onto(base, usual.has(key) ? usual.path(key) : yaml.createObjectNode(), patterns);
    }

    private JsonNode difference(CaseBlock said, String key) {
        JsonNode value = said.take(key);
        if (value.isTextual() && AS_USUAL.equals(value.textValue())) {
            return yaml.createObjectNode();
        }
        if (!value.isObject() || value.isEmpty()) {
            throw said.refuse("'" + key + "' says what differs, or: " + AS_USUAL);
        }
        return value;
    }

    private static void checkKeys(String where, JsonNode usual) {
        usual.fieldNames().forEachRemaining(key -> {
            if (!key.equals("given") && !key.equals("when")) {
                throw new IllegalArgumentException(where + ": unknown [" + key + "]");
            }
        });
    }

    /** A reason that names nobody in the case would never be found, or by chance. */
    private void checkNames(String where, JsonNode onRecord, CaseExpectation then) {
        for (CaseExpectation.Because reason : then.reasons()) {
            String name = reason.name();
            if (name != null
                    && !names.organisations().containsKey(name)
                    && patterns.keySet().stream()
                            .noneMatch(kind -> onRecord.path(kind).has(name))) {
                throw new IllegalArgumentException(where + ": nothing is called " + name);
            }
        }
    }

    private interface Reading<T> {
        T read();
    }

    /** Names the case in whatever its records refuse. */
    private static <T> T located(String where, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(where) ? e : new IllegalArgumentException(where + ": " + message, e);
        }
    }

    private JsonNode tree(String where, String text) {
        try {
            JsonNode tree = yaml.readTree(text);
            return tree == null ? yaml.nullNode() : tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": not YAML: " + e.getMessage(), e);
        }
    }
}
