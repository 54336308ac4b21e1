package org.sillok.log;

/** How the log is doing, as far as this process knows: sizes and a condition, no identifiers. */
public record LogStatus(String origin, Condition condition, long numbered, long integrated, long published) {
    /** What this process does for the log. */
    public sealed interface Condition {
        /** Another process leads, or none does yet. */
        record Following() implements Condition {}

        /** This process numbers and signs. */
        record Leading() implements Condition {}

        /** A part that this process needs fails, and it tries again: it may lead, or follow and not know yet what to show. */
        record Delayed(String reason) implements Condition {}

        /**
         * This process neither numbers nor signs, because the log would contradict what it once signed. It shows no
         * checkpoint either, unless it lacks the right keys only. One that follows says so too, if it sees it.
         */
        record Refusing(String reason, String wayOut) implements Condition {}
    }
}
