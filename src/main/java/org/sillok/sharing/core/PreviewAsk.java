package org.sillok.sharing.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Clause;
import org.sillok.terms.PartyClass;

/**
 * A question what would come of a request.
 *
 * @param version which version; null for the latest
 * @param party the counterparty; null for all
 * @param partyClass every counterparty of that class, and one with which there is no agreement; null for all
 * @param draft a change to compare with; null if none
 */
public record PreviewAsk(
        @Nullable Integer version,
        @Nullable PartyId party,
        @Nullable PartyClass partyClass,
        Ask ask,
        @Nullable WhatIf draft) {
    /** Reads a body; an empty one asks for everything that is usual. Throws {@link BodyException}. */
    public static PreviewAsk read(byte[] bytes) {
        Set<String> members = new HashSet<>(Ask.MEMBERS);
        members.addAll(Set.of("version", "requester", "draft"));
        Body body = Body.of(bytes.length == 0 ? new byte[] {'{', '}'} : bytes).members(members);
        Body requester = body.find("requester").orElse(null);
        PartyId party = null;
        PartyClass partyClass = null;
        if (requester != null) {
            requester.members(Set.of("party", "class"));
            party = requester
                    .find("party")
                    .map(one -> one.parsed(PartyId::new, "Not the id of a party."))
                    .orElse(null);
            partyClass = requester
                    .find("class")
                    .map(one -> one.code(PartyClass.class))
                    .orElse(null);
            if ((party == null) == (partyClass == null)) {
                throw requester.fault(requester.pointer(), "One of party and class.");
            }
        }
        return new PreviewAsk(
                body.find("version").map(Body::positive).orElse(null),
                party,
                partyClass,
                Ask.read(body),
                body.find("draft").map(PreviewAsk::draft).orElse(null));
    }

    private static WhatIf draft(Body body) {
        body.members(Set.of("consent", "agreement", "clauses"));
        List<Clause> clauses = body.get("clauses").clauses();
        return new WhatIf(instrument(body), clauses, null);
    }

    /** The one instrument that an object names. */
    static String instrument(Body body) {
        if (body.find("consent").isPresent() == body.find("agreement").isPresent()) {
            throw body.fault(body.pointer(), "One of consent and agreement.");
        }
        return body.find("consent")
                .map(one ->
                        one.parsed(ConsentId::new, "Not the id of a consent.").value())
                .orElseGet(() -> body.get("agreement")
                        .parsed(AgreementId::new, "Not the id of an agreement.")
                        .value());
    }
}
