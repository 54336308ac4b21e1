package org.sillok.odrl.core;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.json.JsonBool;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Argument;
import org.sillok.terms.CaseRef;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;
import org.sillok.terms.Shape;

/** How one value is written on the right side of a constraint, and read again. */
record Values<T>(Function<T, JsonValue> write, Function<Cursor, T> read) {
    static final Values<Recipient> RECIPIENT = new Values<>(Values::recipient, Values::recipient);
    static final Values<Purpose> PURPOSE = code(Purpose.class);
    static final Values<Proceeding> PROCEEDING = code(Proceeding.class);
    static final Values<Part> PART = code(Part.class);
    static final Values<Lineage> LINEAGE = code(Lineage.class);
    static final Values<StateCode> STATE = new Values<>(
            state -> new JsonString(state.value()),
            cursor -> cursor.parsed(StateCode::new, "Not an ISO 3166-1 alpha-2 code in capital letters."));
    static final Values<Instant> INSTANT = new Values<>(Values::instant, Values::instant);
    static final Values<Boolean> TRUE = new Values<>(JsonBool::new, Cursor::yes);
    static final Values<Argument.Count> COUNT = new Values<>(
            count -> JsonNumber.of(count.count()),
            cursor -> cursor.checked(
                    () -> new Argument.Count(Math.toIntExact(cursor.number())), "1 to " + Argument.Count.MAX + "."));
    static final Values<CaseRef> CASE = new Values<>(
            one -> new JsonString(one.value()),
            cursor -> cursor.parsed(CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters."));
    static final Values<Argument.Text> TEXT = new Values<>(
            text -> new JsonString(text.text()),
            cursor -> cursor.parsed(Argument.Text::new, "1 to " + Argument.Text.MAX_LENGTH + " characters."));

    private static final String DATE_TIME = "xsd:dateTime";

    static <E extends Enum<E>> Values<E> code(Class<E> list) {
        return new Values<>(code -> iri(Iris.of(code)), cursor -> node(cursor).code(list));
    }

    /** The values of what a condition or a duty says besides its code. */
    static Values<?> of(Shape shape) {
        return switch (shape) {
            case NOTHING -> TRUE;
            case RECIPIENTS -> RECIPIENT;
            case PURPOSES -> PURPOSE;
            case STATES -> STATE;
            case INSTANT -> INSTANT;
            case COUNT -> COUNT;
            case CASES -> CASE;
            case TEXT -> TEXT;
        };
    }

    /** What {@code argument} consists of, as {@link #of} writes it. */
    static Set<JsonValue> write(Argument argument) {
        if (argument instanceof Argument.Recipients to) {
            return RECIPIENT.all(to.recipients());
        } else if (argument instanceof Argument.Purposes purposes) {
            return PURPOSE.all(purposes.purposes());
        } else if (argument instanceof Argument.States states) {
            return STATE.all(states.states());
        } else if (argument instanceof Argument.At at) {
            return Set.of(INSTANT.write().apply(at.instant()));
        } else if (argument instanceof Argument.Count count) {
            return Set.of(COUNT.write().apply(count));
        } else if (argument instanceof Argument.Cases cases) {
            return CASE.all(cases.cases());
        } else if (argument instanceof Argument.Text text) {
            return Set.of(TEXT.write().apply(text));
        }
        return Set.of(TRUE.write().apply(true));
    }

    /** Reads what {@link #write(Argument)} wrote. */
    static Argument read(Shape shape, Cursor right) {
        return switch (shape) {
            case NOTHING -> {
                right.yes();
                yield Argument.Nothing.NOTHING;
            }
            case RECIPIENTS -> new Argument.Recipients(right.some(RECIPIENT.read()));
            case PURPOSES -> new Argument.Purposes(right.some(PURPOSE.read()));
            case STATES -> new Argument.States(right.some(STATE.read()));
            case INSTANT -> new Argument.At(INSTANT.read().apply(right));
            case COUNT -> COUNT.read().apply(right);
            case CASES -> new Argument.Cases(right.some(CASE.read()));
            case TEXT -> TEXT.read().apply(right);
        };
    }

    Set<JsonValue> all(Set<T> values) {
        return values.stream().map(write).collect(Collectors.toSet());
    }

    private static JsonValue iri(String iri) {
        return JsonObject.builder().put("@id", iri).build();
    }

    private static Cursor node(Cursor cursor) {
        return cursor.members(Set.of("@id"), Set.of()).get("@id");
    }

    private static JsonValue recipient(Recipient recipient) {
        return iri(
                recipient instanceof Recipient.One one
                        ? Iris.id(one.party().value())
                        : Iris.of(((Recipient.All) recipient).partyClass()));
    }

    private static Recipient recipient(Cursor cursor) {
        Cursor node = node(cursor);
        return node.text().startsWith(Iris.ID)
                ? new Recipient.One(node.id(PartyId::new))
                : new Recipient.All(node.code(PartyClass.class));
    }

    private static JsonValue instant(Instant instant) {
        return JsonObject.builder()
                .put("@value", Timestamps.format(instant))
                .put("@type", DATE_TIME)
                .build();
    }

    private static Instant instant(Cursor cursor) {
        cursor.members(Set.of("@value", "@type"), Set.of());
        cursor.get("@type").word(DATE_TIME);
        return cursor.get("@value").instant();
    }
}
