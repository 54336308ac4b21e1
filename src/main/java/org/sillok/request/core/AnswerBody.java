package org.sillok.request.core;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Multilingual;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Term;
import org.sillok.terms.TermException;
import org.sillok.terms.TermReader;

/** An answer to a consultation as it is sent. */
public sealed interface AnswerBody {
    /** The most characters of a reason. */
    int REASON = 2_000;

    /** It is permitted, by a clause; {@code evidence} shows it. */
    record Permits(Term clause, @Nullable MaterialRef evidence) implements AnswerBody {}

    /** It is refused. */
    record Refuses(String reason) implements AnswerBody {}

    /** Reads a body strictly. Throws {@link RequestFault}. */
    static AnswerBody read(byte[] bytes) {
        Asked body = Asked.of(bytes).members(Set.of("clause", "evidence", "refused"));
        if (body.find("clause").isPresent() == body.find("refused").isPresent()) {
            throw body.fault("One of clause and refused.");
        }
        if (body.find("refused").isPresent()) {
            body.members(Set.of("refused"));
            return new Refuses(body.get("refused")
                    .parsed(
                            text -> Multilingual.checkText(text, REASON),
                            "1 to " + REASON + " characters, not blank, without control characters."));
        }
        Asked clause = body.get("clause");
        Term term;
        try {
            term = TermReader.read(clause.json(), clause.place().pointer());
        } catch (TermException e) {
            throw new RequestFault(RequestFault.Kind.VALUE, e.path(), String.valueOf(e.getMessage()));
        }
        return new Permits(
                term,
                body.find("evidence")
                        .map(one -> RequestTerms.version(one.members(Set.of("item", "version"))))
                        .orElse(null));
    }
}
