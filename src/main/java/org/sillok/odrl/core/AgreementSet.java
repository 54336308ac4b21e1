package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.terms.Agreement;
import org.sillok.terms.Effect;
import org.sillok.terms.Term;

/**
 * Agreements as one document, to be kept beside what was handed over under them. One alone is the document of the profile.
 * Several stand in a {@code @graph}, each as it would be alone but without a context of its own; they stay separate policies:
 * nothing of one is a rule of another.
 */
public final class AgreementSet {
    private static final String CONTEXT = "@context";
    private static final String GRAPH = "@graph";

    private AgreementSet() {}

    /**
     * The UTF-8 bytes of those that permit something; the same for the same agreements in any order.
     *
     * @throws OdrlException for terms that the profile cannot express, or if none permits anything
     */
    public static byte[] write(List<Agreement> agreements) {
        List<JsonObject> documents = agreements.stream()
                .filter(AgreementSet::permits)
                .sorted(Comparator.comparing(Agreement::ref))
                .map(agreement -> PolicyWriter.document(new Policy.OfAgreement(agreement)))
                .toList();
        if (documents.isEmpty()) {
            throw new OdrlException("", "None of the agreements permits anything.");
        }
        if (documents.size() == 1) {
            return CompactJson.write(documents.get(0));
        }
        List<JsonValue> graph = new ArrayList<>();
        for (JsonObject document : documents) {
            Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
            members.remove(CONTEXT);
            graph.add(new JsonObject(members));
        }
        return CompactJson.write(JsonObject.builder()
                .put(CONTEXT, Context.VALUE)
                .put(GRAPH, new JsonArray(graph))
                .build());
    }

    private static boolean permits(Agreement agreement) {
        return Stream.concat(
                        agreement.clauses().stream(),
                        agreement.answers().stream().map(answer -> answer.term()))
                .anyMatch(clause -> clause instanceof Term term && term.effect() == Effect.PERMIT);
    }
}
