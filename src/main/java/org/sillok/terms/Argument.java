package org.sillok.terms;

import java.time.Instant;
import java.util.Set;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.Timestamps;

/** What a condition or a duty says besides its code. Sets are never empty. */
public sealed interface Argument {
    Shape shape();

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
        public Shape shape() {
            return Shape.RECIPIENTS;
        }
    }

    record Purposes(Set<Purpose> purposes) implements Argument {
        public Purposes {
            purposes = some(purposes);
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
        public Shape shape() {
            return Shape.COUNT;
        }
    }

    record Cases(Set<CaseRef> cases) implements Argument {
        public Cases {
            cases = some(cases);
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
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public String toString() {
            return "Text";
        }
    }

    private static <T> Set<T> some(Set<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an empty set says nothing");
        }
        return Set.copyOf(values);
    }
}
