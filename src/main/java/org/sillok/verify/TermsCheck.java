package org.sillok.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/**
 * The terms: one agreement, or a graph of several. What they mean is for the recipient; that each is an agreement of the
 * profile, forbids where it conflicts and permits something is checked.
 */
final class TermsCheck {
    private static final String PROFILE = "urn:sillok:odrl:1";
    private static final String GRAPH = "@graph";

    private final Findings findings;

    private TermsCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(BundleContent content, Findings findings) throws IOException {
        TermsCheck check = new TermsCheck(findings);
        try {
            JsonObject terms =
                    StrictJson.parse(content.bytes(BundleLayout.TERMS)).asObject();
            Optional<JsonValue> graph = terms.find(GRAPH);
            if (graph.isEmpty()) {
                check.agreement(terms);
                return;
            }
            // Anything else beside it would be said of the graph, and no reader here looks at that.
            terms.requireNoOthers("@context", GRAPH);
            List<JsonValue> agreements = terms.array(GRAPH).values();
            check.unless(!agreements.isEmpty(), "There is no agreement in them.");
            for (JsonValue agreement : agreements) {
                check.agreement(agreement.asObject());
            }
        } catch (JsonException e) {
            findings.add(
                    FindingCode.TERMS_MALFORMED,
                    BundleLayout.TERMS,
                    "Not an agreement, nor a graph of some: " + e.getMessage() + ".");
        }
    }

    private void agreement(JsonObject terms) {
        unless(is(terms, "@type", "Agreement"), "This is no agreement.");
        unless(is(terms, "profile", PROFILE), "It is not of the profile " + PROFILE + ".");
        unless(is(terms, "conflict", "prohibit"), "It does not prohibit where it conflicts.");
        boolean permits = terms.find("permission")
                .filter(rules -> rules instanceof JsonObject || (rules instanceof JsonArray array && array.size() > 0))
                .isPresent();
        unless(permits, "It permits nothing.");
    }

    private void unless(boolean condition, String words) {
        findings.unless(condition, FindingCode.TERMS_MALFORMED, BundleLayout.TERMS, words);
    }

    private static boolean is(JsonObject json, String name, String text) {
        return json.find(name)
                .filter(value ->
                        value instanceof JsonString string && string.value().equals(text))
                .isPresent();
    }
}
