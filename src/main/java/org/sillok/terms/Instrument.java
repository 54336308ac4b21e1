package org.sillok.terms;

import java.util.List;

/** One version of something that permits or prohibits, as it is recorded at the moment of the decision. */
public sealed interface Instrument permits Consent, Agreement {
    InstrumentRef ref();

    /** When its permissions hold. */
    Window window();

    List<Clause> clauses();

    /** What was answered when somebody was asked under this version. */
    List<Answer> answers();
}
