package org.sillok.terms;

/**
 * Something that goes with a release.
 *
 * @param code the code of a condition or a duty
 * @param clause which clause asks for it
 */
public record Obligation(String code, Argument argument, ClauseRef clause) implements Comparable<Obligation> {
    // As fine as equality: a sorted stream drops as a repetition only what compares as equal and stands side by side.
    @Override
    public int compareTo(Obligation other) {
        int byCode = code.equals(other.code) ? 0 : code.compareTo(other.code);
        int byClause = byCode != 0 ? byCode : clause.compareTo(other.clause);
        return byClause != 0 || argument.equals(other.argument)
                ? byClause
                : TermWriter.text(argument).compareTo(TermWriter.text(other.argument));
    }

    @Override
    public String toString() {
        return code + " " + clause;
    }
}
