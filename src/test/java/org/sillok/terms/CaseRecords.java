package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.PartyId;

/** What the repository has on record in a case: material, consents, agreements, facts, and the moment of the decision. */
record CaseRecords(CaseNames names, CaseClauses clauses) {
    /** What a version is bound to if the source was public. */
    private static final String PUBLIC_SOURCE = "a public source";

    Question read(CaseBlock given, Request request, String version) {
        Map<String, Consent> consents = given.blocks("consents", this::consent);
        Set<String> bound = new HashSet<>();
        Map<String, Node> nodes = given.blocks("versions", (name, block) -> version(name, block, consents, bound));
        if (!bound.containsAll(consents.keySet())) {
            throw given.refuse("a consent that nothing is bound to");
        }
        if (!nodes.containsKey(version)) {
            throw given.refuse("nobody deposited " + version);
        }
        Material material =
                new Material(CaseNames.version(version), List.copyOf(nodes.values()), steps(given, nodes.keySet()));
        Map<String, Agreement> agreements = given.blocks("agreements", this::agreement);
        return new Question(
                request,
                material,
                List.copyOf(agreements.values()),
                facts(given),
                releases(given, consents.keySet(), agreements.keySet()),
                given.instant("now"));
    }

    private Consent consent(String name, CaseBlock block) {
        return new Consent(
                CaseNames.consent(name),
                CaseNames.source(name),
                block.code(ConsentState.class, "state"),
                block.window(),
                block.has("review by") ? block.instant("review by") : null,
                block.has("minor") ? CaseBlock.read(name + ", minor", block.take("minor"), this::majority) : null,
                CaseClauses.scope(block),
                clauses.clauses(block),
                clauses.answers(block));
    }

    private Majority majority(CaseBlock block) {
        boolean known = !block.text("comes of age").equals("not known");
        return new Majority(known ? block.instant("comes of age") : null, block.flag("has said it again"));
    }

    private Agreement agreement(String name, CaseBlock block) {
        String umbrella = block.has("umbrella") ? block.text("umbrella") : null;
        return new Agreement(
                CaseNames.agreement(name),
                block.code(AgreementKind.class, "kind"),
                block.code(AgreementState.class, "state"),
                names.parties(block, "providers"),
                names.parties(block, "recipients"),
                umbrella == null ? null : CaseNames.agreement(umbrella).id(),
                CaseRequest.caseRef(block),
                block.window(),
                block.flag("prohibitions survive"),
                clauses.clauses(block),
                clauses.answers(block));
    }

    private Node version(String name, CaseBlock block, Map<String, Consent> consents, Set<String> bound) {
        Set<PartyId> owners = names.parties(block, "owners");
        List<Binding> bindings = new ArrayList<>();
        if (block.has("bound to")) {
            for (Map.Entry<String, JsonNode> entry : block.take("bound to").properties()) {
                Relation relation =
                        block.codeOf(Relation.class, entry.getValue().asText());
                bindings.add(binding(block, entry.getKey(), relation, consents));
                bound.add(entry.getKey());
            }
        }
        List<Guard> guards = new ArrayList<>();
        block.texts("held back by")
                .forEach(code -> guards.add(new Guard(block.codeOf(GuardCode.class, code), "guard of " + name)));
        return new Node(CaseNames.version(name), owners, bindings, guards);
    }

    private static Binding binding(CaseBlock block, String name, Relation relation, Map<String, Consent> consents) {
        if (name.equals(PUBLIC_SOURCE)) {
            return new Binding.ToPublicSource(relation, CaseNames.source(name));
        }
        Consent consent = consents.get(name);
        if (consent == null) {
            throw block.refuse("no consent of " + name);
        }
        return new Binding.ToConsent(relation, consent);
    }

    private static List<Derivation> steps(CaseBlock given, Set<String> versions) {
        List<Derivation> steps = new ArrayList<>();
        for (JsonNode one : given.list("made")) {
            steps.add(CaseBlock.read("made", one, block -> {
                String from = block.text("from");
                String to = block.text("to");
                for (String name : List.of(from, to)) {
                    if (!versions.contains(name) && !name.equals(CaseNames.MISSING)) {
                        throw block.refuse("no version " + name);
                    }
                }
                return new Derivation(
                        CaseNames.version(from), CaseNames.version(to), block.codes(Transformation.class, "approved"));
            }));
        }
        return steps;
    }

    private List<Fact> facts(CaseBlock given) {
        List<Fact> facts = new ArrayList<>();
        for (JsonNode one : given.list("facts")) {
            facts.add(CaseBlock.read(
                    "facts",
                    one,
                    block -> new Fact(
                            "fact " + facts.size(),
                            names.subject(block.text("about")),
                            block.code(FactType.class, "what"),
                            block.flag("is"),
                            CaseRequest.caseRef(block),
                            block.window())));
        }
        return facts;
    }

    private static Map<ClauseRef, Integer> releases(CaseBlock given, Set<String> consents, Set<String> agreements) {
        Map<ClauseRef, Integer> releases = new HashMap<>();
        given.blocks("released before", (name, block) -> {
            if (!consents.contains(name) && !agreements.contains(name)) {
                throw block.refuse("no consent or agreement " + name);
            }
            InstrumentRef ref = consents.contains(name) ? CaseNames.consent(name) : CaseNames.agreement(name);
            block.keys().forEach(id -> releases.put(new ClauseRef(ref, new ClauseId(id)), block.number(id)));
            return name;
        });
        return releases;
    }
}
