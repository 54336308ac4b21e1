package org.sillok.sharing.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Action;
import org.sillok.terms.Purpose;

/** What an impact takes; documentation only, the body is read strictly elsewhere. */
@Schema(
        name = "ImpactRequest",
        description = "One of consent and agreement; at least one of clauses and state; the rest as in a preview")
record ImpactSchema(
        @Nullable String consent,
        @Nullable String agreement,
        @Nullable List<Object> clauses,
        @Nullable String state,
        @Nullable List<Action> actions,
        @Nullable List<Purpose> purposes,
        @Nullable List<String> handedOnTo) {}
