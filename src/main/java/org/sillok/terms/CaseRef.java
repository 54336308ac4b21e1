package org.sillok.terms;

import org.sillok.kernel.Multilingual;

/** What a recipient calls a case or a mandate, exactly as written. Confidential: its text form does not show it. */
public record CaseRef(String value) {
    public static final int MAX_LENGTH = 200;

    public CaseRef {
        Multilingual.checkText(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return "CaseRef";
    }
}
