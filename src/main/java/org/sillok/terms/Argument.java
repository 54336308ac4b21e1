package org.sillok.terms;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.Timestamps;

/** What a condition or a duty says besides its code. Sets are never empty. */
public sealed interface Argument {
    Shape shape();

    /** The same text for equal arguments, whatever the order of their sets, and another one for others of that shape. Confidential. */
    default String sortKey() {
        return "";
    }

    /** Nothing besides the code. */
    record Nothing() implements Argument {
        public static final Nothing NOTHING = new Nothing();

        @Override
        public Shape shape() {
            return Shape.NOTHING;
        }
    }

    record Recipients(Set<Recipient> recipients) implements Argument {
        public Recipients {
            recipients = some(recipients);
        }

        @Override
        public String sortKey() {
            return sorted(recipients, Recipient::toString);
        }

        @Override
        public Shape shape() {
            return Shape.RECIPIENTS;
        }
    }

    record Purposes(Set<Purpose> purposes) implements Argument {
        public Purposes {
            purposes = some(purposes);
        }

        @Override
        public String sortKey() {
            return sorted(purposes, Purpose::name);
        }

        @Override
        public Shape shape() {
            return Shape.PURPOSES;
        }
    }

    record States(Set<StateCode> states) implements Argument {
        public States {
            states = some(states);
        }

        @Override
        public String sortKey() {
            return sorted(states, StateCode::value);
        }

        @Override
        public Shape shape() {
            return Shape.STATES;
        }
    }

    /** An instant, to the millisecond. */
    record At(Instant instant) implements Argument {
        public At {
            instant = Timestamps.truncate(instant);
        }

        @Override
        public String sortKey() {
            return instant.toString();
        }

        @Override
        public Shape shape() {
            return Shape.INSTANT;
        }
    }

    record Count(int count) implements Argument {
        public static final int MAX = 1_000_000;

        public Count {
            if (count < 1 || count > MAX) {
                throw new IllegalArgumentException("1 to " + MAX);
            }
        }

        @Override
        public String sortKey() {
            return Integer.toString(count);
        }

        @Override
        public Shape shape() {
            return Shape.COUNT;
        }
    }

    record Cases(Set<CaseRef> cases) implements Argument {
        public Cases {
            cases = some(cases);
        }

        @Override
        public String sortKey() {
            return sorted(cases, CaseRef::value);
        }

        @Override
        public Shape shape() {
            return Shape.CASES;
        }
    }

    /** Words that only a human can apply. Never in a log or a message. */
    record Text(String text) implements Argument {
        public static final int MAX_LENGTH = 4_000;

        public Text {
            Multilingual.checkText(text, MAX_LENGTH);
        }

        @Override
        public String sortKey() {
            return text;
        }

        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public String toString() {
            return "Text";
        }
    }

    private static <T> String sorted(Set<T> values, Function<T, String> text) {
        // Each with its length, so that no two sets come to the same text.
        return values.stream()
                .map(text)
                .map(one -> one.length() + ":" + one)
                .sorted()
                .collect(Collectors.joining());
    }

    private static <T> Set<T> some(Set<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an empty set says nothing");
        }
        return Set.copyOf(values);
    }
}
