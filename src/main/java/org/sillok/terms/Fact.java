package org.sillok.terms;

import org.jspecify.annotations.Nullable;

/**
 * One recorded judgement.
 *
 * @param id which record it is
 * @param caseRef the case it is limited to; null for all
 */
public record Fact(
        String id,
        Subject subject,
        FactType type,
        boolean value,
        @Nullable CaseRef caseRef,
        Window window) {
    @Override
    public String toString() {
        return id;
    }
}
