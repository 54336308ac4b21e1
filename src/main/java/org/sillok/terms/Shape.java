package org.sillok.terms;

/** What a condition or a duty says besides its code. */
public enum Shape {
    NOTHING(""),
    RECIPIENTS("recipients"),
    PURPOSES("purposes"),
    STATES("states"),
    INSTANT("at"),
    COUNT("count"),
    CASES("cases"),
    TEXT("text");

    private final String member;

    Shape(String member) {
        this.member = member;
    }

    /** The name of the member that holds it in JSON; empty for nothing. */
    public String member() {
        return member;
    }
}
