package org.sillok.sharing.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Clause;
import org.sillok.terms.ConsentState;

/**
 * A question what a change would come to for everything that an owner has.
 *
 * @param json the same as it was sent, for keeping it with the job
 */
public record ImpactAsk(Ask ask, WhatIf change, JsonObject json) {
    /** Reads a body. Throws {@link BodyException}. */
    public static ImpactAsk read(byte[] bytes) {
        return read(Body.of(bytes));
    }

    /** Reads what was kept. Throws {@link BodyException}. */
    public static ImpactAsk read(JsonObject json) {
        return read(new Body(json, ""));
    }

    private static ImpactAsk read(Body body) {
        Set<String> members = new HashSet<>(Ask.MEMBERS);
        members.addAll(Set.of("consent", "agreement", "clauses", "state"));
        body.members(members);
        String instrument = PreviewAsk.instrument(body);
        @Nullable List<Clause> clauses = body.find("clauses").map(Body::clauses).orElse(null);
        @Nullable
        String state = body.find("state")
                .map(one -> (WhatIf.isConsent(instrument)
                                ? one.code(ConsentState.class)
                                : one.code(AgreementState.class))
                        .name())
                .orElse(null);
        if (clauses == null && state == null) {
            throw body.fault("", "At least one of clauses and state.");
        }
        return new ImpactAsk(Ask.read(body), new WhatIf(instrument, clauses, state), (JsonObject) body.json());
    }
}
