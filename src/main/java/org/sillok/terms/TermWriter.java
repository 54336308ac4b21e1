package org.sillok.terms;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.Timestamps;

/** Clauses as JSON. The same clause is always the same JSON: where order says nothing, elements are in the order of their text. */
public final class TermWriter {
    private TermWriter() {}

    /** What {@link TermReader#read} reads. */
    public static JsonObject write(Term term) {
        JsonObject.Builder places = JsonObject.builder();
        new TreeMap<>(term.places()).forEach((place, states) -> places.put(place.name(), states(states)));
        return JsonObject.builder()
                .put("id", term.id().value())
                .put("effect", term.effect().name())
                .put("actions", codes(term.actions()))
                .put("recipients", selection(term.recipients(), TermWriter::recipient))
                .put("purposes", selection(term.purposes(), TermWriter::code))
                .put("places", places.build())
                .put("proceedings", selection(term.proceedings(), TermWriter::code))
                .put("scope", scope(term.scope()))
                .put("window", window(term.window()))
                .put("conditions", sorted(term.conditions(), TermWriter::condition))
                .put("duties", sorted(term.duties(), TermWriter::duty))
                .build();
    }

    static JsonValue condition(Condition condition) {
        return argument(JsonObject.builder().put("code", condition.code().name()), condition.argument());
    }

    private static JsonValue duty(Duty duty) {
        return argument(JsonObject.builder().put("code", duty.code().name()), duty.argument());
    }

    /** The same text for equal arguments, and another one for others. Confidential. */
    static String text(Argument argument) {
        return CompactJson.text(argument(JsonObject.builder(), argument));
    }

    static JsonObject argument(JsonObject.Builder object, Argument argument) {
        if (argument instanceof Argument.Recipients to) {
            object.put("recipients", sorted(to.recipients(), TermWriter::recipient));
        } else if (argument instanceof Argument.Purposes purposes) {
            object.put("purposes", codes(purposes.purposes()));
        } else if (argument instanceof Argument.States states) {
            object.put("states", sorted(states.states(), state -> new JsonString(state.value())));
        } else if (argument instanceof Argument.At at) {
            object.put("at", Timestamps.format(at.instant()));
        } else if (argument instanceof Argument.Count count) {
            object.put("count", count.count());
        } else if (argument instanceof Argument.Cases cases) {
            object.put("cases", sorted(cases.cases(), one -> new JsonString(one.value())));
        } else if (argument instanceof Argument.Text text) {
            object.put("text", text.text());
        }
        return object.build();
    }

    static JsonValue scope(Scope scope) {
        return JsonObject.builder()
                .put("parts", codes(scope.parts()))
                .put("lineage", scope.lineage().name())
                .build();
    }

    /** An open side is left out. */
    static JsonObject window(Window window) {
        JsonObject.Builder object = JsonObject.builder();
        instant(object, "from", window.from());
        instant(object, "until", window.until());
        return object.build();
    }

    static void instant(JsonObject.Builder object, String name, @Nullable Instant instant) {
        if (instant != null) {
            object.put(name, Timestamps.format(instant));
        }
    }

    static JsonArray codes(Collection<? extends Enum<?>> codes) {
        return sorted(codes, TermWriter::code);
    }

    /** An array in the order of the texts of its elements. */
    static <T> JsonArray sorted(Collection<T> values, Function<? super T, ? extends JsonValue> write) {
        Map<String, JsonValue> byText = new TreeMap<>();
        int twin = 0;
        for (T value : values) {
            JsonValue json = write.apply(value);
            String text = CompactJson.text(json);
            // The same element twice stays twice.
            byText.put(byText.containsKey(text) ? text + twin++ : text, json);
        }
        return new JsonArray(byText.values().stream().toList());
    }

    private static JsonValue states(Selection<StateCode> states) {
        return selection(states, state -> new JsonString(state.value()));
    }

    private static <T> JsonValue selection(Selection<T> selection, Function<? super T, JsonValue> write) {
        JsonObject.Builder object = JsonObject.builder();
        if (selection.all()) {
            object.put("all", true);
        } else {
            object.put("only", sorted(selection.only(), write));
        }
        if (!selection.except().isEmpty()) {
            object.put("except", sorted(selection.except(), write));
        }
        return object.build();
    }

    static JsonValue recipient(Recipient recipient) {
        JsonObject.Builder object = JsonObject.builder();
        if (recipient instanceof Recipient.One one) {
            object.put("party", one.party().value());
        } else if (recipient instanceof Recipient.All all) {
            object.put("class", all.partyClass().name());
        }
        return object.build();
    }

    private static JsonValue code(Enum<?> code) {
        return new JsonString(code.name());
    }
}
