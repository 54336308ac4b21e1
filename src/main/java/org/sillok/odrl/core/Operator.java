package org.sillok.odrl.core;

/** The operators of ODRL that the profile uses; every other one is refused. */
enum Operator {
    EQ("eq"),
    LT("lt"),
    LTEQ("lteq"),
    GTEQ("gteq"),
    IS_ANY_OF("isAnyOf"),
    IS_NONE_OF("isNoneOf");

    private final String term;

    Operator(String term) {
        this.term = term;
    }

    /** Its name in the context, which is its local name in ODRL. */
    String term() {
        return term;
    }

    /** Whether its right side is a set. */
    boolean takesSet() {
        return this == IS_ANY_OF || this == IS_NONE_OF;
    }
}
