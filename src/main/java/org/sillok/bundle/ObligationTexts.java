package org.sillok.bundle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Multilingual;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Decision;
import org.sillok.terms.DutyCode;
import org.sillok.terms.QuestionWriter;
import org.sillok.terms.Vocabulary;

/** What goes with a release, in the words of the vocabulary, and whether it can be handed over with it at all. */
final class ObligationTexts {
    private static final String CODE = "code";
    private static final String CLAUSE = "clause";
    private static final String CASES = "cases";

    private final Map<String, JsonObject> codes = new HashMap<>();

    ObligationTexts() {
        // Duties last: of a code that is both, what the recipient has to do says more.
        for (String name : List.of("ConditionCode", "DutyCode")) {
            Vocabulary.document().array("lists").values().stream()
                    .map(JsonValue::asObject)
                    .filter(list -> list.text("name").equals(name))
                    .flatMap(list -> list.array("codes").values().stream())
                    .map(JsonValue::asObject)
                    .forEach(code -> codes.put(code.text(CODE), code));
        }
    }

    /**
     * What a decision obliges to, without naming the clauses, or cases of others.
     *
     * @param own the case that the request is about
     * @throws NotSealableException for what only a change of the material would meet, or for what is not known
     */
    static List<JsonObject> of(Decision decision, @Nullable CaseRef own) {
        Set<JsonObject> all = new LinkedHashSet<>();
        QuestionWriter.write(decision).array("obligations").values().stream()
                .map(JsonValue::asObject)
                .map(one -> tellable(one, own))
                .forEach(all::add);
        all.forEach(one -> require(one.text(CODE)));
        return List.copyOf(all);
    }

    /** The version of the instrument that asks for it. */
    static String instrument(JsonObject obligation) {
        String clause = obligation.text(CLAUSE);
        return clause.substring(0, clause.indexOf('#'));
    }

    /**
     * As the recipient may be told of it: without the clause, and of the cases to which it limits with none but the recipient's
     * own. Which others a source permits is nobody else's business. States stay: whoever has to keep to them has to know them.
     */
    static JsonObject tellable(JsonObject obligation, @Nullable CaseRef own) {
        JsonObject.Builder json = JsonObject.builder();
        obligation.members().forEach((name, value) -> {
            if (name.equals(CASES)) {
                List<JsonValue> kept = value.asArray().values().stream()
                        .filter(one -> own != null && one.asText().equals(own.value()))
                        .toList();
                if (!kept.isEmpty()) {
                    json.put(name, new JsonArray(kept));
                }
            } else if (!name.equals(CLAUSE)) {
                json.put(name, value);
            }
        });
        return json.build();
    }

    /** The recipient keeps to these, and the bundle is encrypted anyway; nothing else can be met by handing over. */
    private static void require(String code) {
        boolean undertaken = EnumSet.allOf(ConditionCode.class).stream()
                .anyMatch(condition -> condition.isUndertaken()
                        && !condition.isTransformation()
                        && condition.name().equals(code));
        boolean duty = EnumSet.allOf(DutyCode.class).stream()
                .anyMatch(one -> one.name().equals(code));
        if (!undertaken && !duty) {
            throw new NotSealableException(
                    "A term demands " + code + ", which cannot be done when a bundle is sealed.");
        }
    }

    /** The obligation as people read it. */
    Multilingual text(JsonObject obligation) {
        JsonObject code = codes.get(obligation.text(CODE));
        if (code == null) {
            throw new NotSealableException(
                    "A term demands " + obligation.text(CODE) + ", for which the vocabulary has no words.");
        }
        String with = argument(obligation);
        Map<String, String> texts = new HashMap<>();
        code.object("label").members().forEach((tag, label) -> texts.put(tag, label.asText() + with));
        code.find("definition")
                .ifPresent(
                        definition -> texts.computeIfPresent("en", (tag, label) -> label + ". " + definition.asText()));
        return Multilingual.of(texts, Integer.MAX_VALUE);
    }

    /** States, times and cases as they stand in the term. */
    private static String argument(JsonObject obligation) {
        List<String> values = new ArrayList<>();
        obligation.members().forEach((name, value) -> {
            if (!name.equals(CODE)) {
                values.add(plain(value));
            }
        });
        return values.isEmpty() ? "" : ": " + String.join("; ", values);
    }

    private static String plain(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().map(ObligationTexts::plain).collect(Collectors.joining(", "));
        }
        return value instanceof JsonString text ? text.value() : value.toString();
    }
}
