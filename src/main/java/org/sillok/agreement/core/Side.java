package org.sillok.agreement.core;

/** On which side of an agreement a party stands. Names are stored: never rename. */
public enum Side {
    /** Hands over. */
    PROVIDER("providers"),
    /** Receives. */
    RECIPIENT("recipients");

    private final String member;

    Side(String member) {
        this.member = member;
    }

    /** The member of a draft that lists the parties of this side. */
    public String member() {
        return member;
    }
}
