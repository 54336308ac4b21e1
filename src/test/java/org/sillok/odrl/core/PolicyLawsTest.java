package org.sillok.odrl.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.terms.Agreement;
import org.sillok.terms.Answer;
import org.sillok.terms.Clause;
import org.sillok.terms.Consent;
import org.sillok.terms.GeneratedTerms;
import org.sillok.terms.Instrument;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;

@Execution(ExecutionMode.CONCURRENT)
class PolicyLawsTest {
    private static final int ROUNDS = 3_000;

    @Test
    void whatIsWrittenIsReadAsItWasAndWrittenAgainAsTheSameBytes() {
        int written = 0;
        int refused = 0;
        for (Policy policy : policies(ROUNDS)) {
            byte[] bytes;
            try {
                bytes = PolicyWriter.write(policy);
            } catch (OdrlException e) {
                assertThat(isExpressible(policy)).as("%s %s", e.path(), policy).isFalse();
                refused++;
                continue;
            }
            assertThat(isExpressible(policy)).as("%s", policy).isTrue();
            Policy read = PolicyReader.read(bytes);
            assertThat(read).isEqualTo(normal(policy));
            assertThat(PolicyWriter.write(read)).isEqualTo(bytes);
            written++;
        }
        assertThat(written).isGreaterThan(ROUNDS / 2);
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void theOrderOfMembersAndElementsSaysNothing() {
        Random random = new Random(7);
        for (Policy policy : policies(300)) {
            if (isExpressible(policy)) {
                JsonObject document = PolicyWriter.document(policy);
                byte[] mixed = CompactJson.write(mixed(document, random));
                assertThat(PolicyReader.read(mixed)).isEqualTo(normal(policy));
            }
        }
    }

    /** Takes out, repeats or replaces each part of documents: what is still read must have said just that. */
    @Test
    void nothingIsLeftOutInReading() {
        int refused = 0;
        int read = 0;
        for (Policy policy : policies(25)) {
            if (!isExpressible(policy)) {
                continue;
            }
            JsonObject document = PolicyWriter.document(policy);
            for (JsonValue changed : changes(document)) {
                if (changed.equals(document)) {
                    continue;
                }
                try {
                    Policy other = PolicyReader.read(CompactJson.write(changed));
                    assertThat(canonical(PolicyWriter.document(other), false))
                            .as("%s", CompactJson.text(changed))
                            .isEqualTo(canonical(changed, false));
                    read++;
                } catch (OdrlException e) {
                    assertThat(e.path()).matches("(/[^/]+)*");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(2_000);
        assertThat(read).isGreaterThan(50);
    }

    static List<Policy> policies(int rounds) {
        List<Policy> policies = new ArrayList<>();
        for (long seed = 1; policies.size() < rounds; seed++) {
            GeneratedTerms terms = new GeneratedTerms(seed);
            policies.add(new Policy.OfClauses(terms.clauses()));
            for (Instrument instrument : terms.instruments()) {
                policies.add(
                        instrument instanceof Agreement agreement
                                ? new Policy.OfAgreement(agreement)
                                : new Policy.OfConsent((Consent) instrument));
            }
        }
        return policies;
    }

    /** Said apart from the writer: what ODRL has no form for. */
    static boolean isExpressible(Policy policy) {
        if (policy instanceof Policy.OfAgreement of) {
            return !of.agreement().providers().isEmpty()
                    && !of.agreement().recipients().isEmpty()
                    && areExpressible(of.agreement().clauses(), of.agreement().answers());
        } else if (policy instanceof Policy.OfConsent of) {
            return !of.consent().scope().parts().isEmpty()
                    && areExpressible(of.consent().clauses(), of.consent().answers());
        }
        return areExpressible(((Policy.OfClauses) policy).clauses(), List.of());
    }

    private static boolean areExpressible(List<Clause> clauses, List<Answer> answers) {
        return !(clauses.isEmpty() && answers.isEmpty())
                && clauses.stream().allMatch(clause -> clause instanceof Term term && isExpressible(term))
                && answers.stream().allMatch(answer -> isExpressible(answer.term()));
    }

    private static boolean isExpressible(Term term) {
        return !term.actions().isEmpty()
                && !term.scope().parts().isEmpty()
                && (term.permits() || term.duties().isEmpty())
                && names(term.recipients())
                && names(term.purposes())
                && names(term.proceedings())
                && term.places().values().stream().allMatch(PolicyLawsTest::names);
    }

    private static boolean names(Selection<?> selection) {
        return selection.all() || !selection.only().isEmpty();
    }

    /** The same without places that are named and not restricted. */
    private static Policy normal(Policy policy) {
        if (policy instanceof Policy.OfAgreement of) {
            Agreement was = of.agreement();
            return new Policy.OfAgreement(new Agreement(
                    was.ref(),
                    was.kind(),
                    was.state(),
                    was.providers(),
                    was.recipients(),
                    was.umbrella(),
                    was.caseRef(),
                    was.window(),
                    was.prohibitionsSurvive(),
                    normal(was.clauses()),
                    answers(was.answers())));
        } else if (policy instanceof Policy.OfConsent of) {
            Consent was = of.consent();
            return new Policy.OfConsent(new Consent(
                    was.ref(),
                    was.source(),
                    was.state(),
                    was.window(),
                    was.reviewBy(),
                    was.majority(),
                    was.scope(),
                    normal(was.clauses()),
                    answers(was.answers())));
        }
        return new Policy.OfClauses(normal(((Policy.OfClauses) policy).clauses()));
    }

    private static List<Clause> normal(List<Clause> clauses) {
        return clauses.stream().<Clause>map(clause -> normal((Term) clause)).toList();
    }

    private static List<Answer> answers(List<Answer> answers) {
        return answers.stream()
                .map(answer -> new Answer(answer.request(), normal(answer.term())))
                .toList();
    }

    private static Term normal(Term was) {
        return new Term(
                was.id(),
                was.effect(),
                was.actions(),
                was.recipients(),
                was.purposes(),
                was.places().entrySet().stream()
                        .filter(place -> !place.getValue().isUnrestricted())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                was.proceedings(),
                was.scope(),
                was.window(),
                was.conditions(),
                was.duties());
    }

    private static JsonValue mixed(JsonValue value, Random random) {
        if (value instanceof JsonArray array) {
            List<JsonValue> values = new ArrayList<>(array.values());
            Collections.shuffle(values, random);
            return new JsonArray(values.stream().map(one -> mixed(one, random)).toList());
        } else if (value instanceof JsonObject object) {
            List<String> names = new ArrayList<>(object.members().keySet());
            Collections.shuffle(names, random);
            JsonObject.Builder builder = JsonObject.builder();
            names.forEach(name -> builder.put(name, mixed(object.get(name), random)));
            return builder.build();
        }
        return value;
    }

    /** Every document that differs in one place. */
    static List<JsonValue> changes(JsonValue value) {
        List<JsonValue> changes = new ArrayList<>(List.of(
                JsonNull.NULL, new JsonString("isAllOf"), JsonArray.of(value), JsonArray.of(), new JsonString("")));
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                changes.add(with(object, name, List.of()));
                if (!name.equals("@context")) {
                    changes(member).forEach(changed -> changes.add(with(object, name, List.of(changed))));
                }
            });
            for (String added : List.of("remedy", "inheritFrom", "obligation", "xone", "@id", "refinement", "홍길동")) {
                if (object.find(added).isEmpty()) {
                    JsonObject.Builder more = JsonObject.builder();
                    object.members().forEach(more::put);
                    changes.add(more.put(added, "urn:x:y").build());
                }
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                changes.add(with(array, i, List.of()));
                changes.add(with(
                        array, i, List.of(array.values().get(i), array.values().get(i))));
                int at = i;
                changes(array.values().get(i)).forEach(changed -> changes.add(with(array, at, List.of(changed))));
            }
        }
        return changes;
    }

    private static JsonObject with(JsonObject object, String name, List<JsonValue> instead) {
        JsonObject.Builder builder = JsonObject.builder();
        object.members().forEach((key, member) -> {
            if (!key.equals(name)) {
                builder.put(key, member);
            } else if (!instead.isEmpty()) {
                builder.put(key, instead.get(0));
            }
        });
        return builder.build();
    }

    private static JsonArray with(JsonArray array, int index, List<JsonValue> instead) {
        List<JsonValue> values = new ArrayList<>(array.values());
        values.remove(index);
        values.addAll(index, instead);
        return new JsonArray(values);
    }

    /** Arrays as sets, and without the names that follow from the contents of a draft. */
    static String canonical(JsonValue value, boolean ids) {
        if (value instanceof JsonObject object) {
            return object.members().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(member -> ids || !member.getKey().equals("uid"))
                    .map(member -> member.getKey() + "=" + canonical(member.getValue(), ids))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof JsonArray array) {
            return array.values().stream()
                    .map(one -> canonical(one, ids))
                    .sorted()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return CompactJson.text(value);
    }

    static JsonObject json(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)).asObject();
    }
}
