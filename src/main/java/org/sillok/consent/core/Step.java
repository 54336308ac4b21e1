package org.sillok.consent.core;

/** Whether an event may be recorded now. */
public sealed interface Step {
    /** It acts at once. */
    record Now() implements Step {}

    /** It permits more than before, so a second person has to confirm it, and something has to show it. */
    record Second() implements Step {}

    /** It may not follow what is recorded; {@code why} says it in words that name nobody. */
    record Impossible(String why) implements Step {}
}
