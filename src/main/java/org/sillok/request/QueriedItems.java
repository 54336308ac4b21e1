package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.discovery.Discoveries;
import org.sillok.discovery.Gathered;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.core.SoughtWords;
import org.sillok.evidence.core.ItemKind;
import org.sillok.identity.Caller;
import org.sillok.kernel.RequestId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.ItemQuery;
import org.sillok.request.core.RequestBody;
import org.sillok.request.core.RequestTerms;

/**
 * Completes a request whose items, or some of them, are described by a query: with exactly the versions that a search with the
 * same words, for the same purposes, shows the requester's organisation when it asks. They are named as they are found, and
 * stay the same, whatever is deposited later.
 */
@ApplicationScoped
class QueriedItems {
    private final Discoveries discoveries;

    QueriedItems(Discoveries discoveries) {
        this.discoveries = discoveries;
    }

    /**
     * Goes on with the whole request, in the caller's scope, or refuses it: a query that finds nothing, or not all of what it
     * describes, leaves nobody knowing what was asked for. A request without a query goes on as it is.
     */
    Outcome<RequestId> complete(Caller caller, RequestBody body, Function<RequestBody, Outcome<RequestId>> use) {
        RequestTerms terms = body.terms();
        ItemQuery query = terms.query();
        if (query == null) {
            return use.apply(body);
        }
        Optional<Refusal> unclear = objection(query);
        if (unclear.isPresent()) {
            return Outcome.refused(unclear.get());
        }
        return discoveries.gather(caller, criteria(query), aim(terms), found -> {
            Optional<Refusal> refusal = objection(body, found);
            return refusal.isPresent() ? Outcome.refused(refusal.get()) : use.apply(body.with(found.versions()));
        });
    }

    /** What the grammar of a body cannot know: the codes of kinds, and what counts as a word. */
    private static Optional<Refusal> objection(ItemQuery query) {
        Set<String> kinds = Arrays.stream(ItemKind.values()).map(ItemKind::name).collect(Collectors.toSet());
        if (!kinds.containsAll(query.kinds())) {
            return invalid("kinds", "Not a code of the vocabulary.");
        }
        String words = "1 to " + SoughtWords.MOST + " words with letters or digits.";
        String text = query.text();
        if (text != null && !isSearchable(text)) {
            return invalid("text", words);
        }
        return query.locations().stream().allMatch(QueriedItems::isSearchable)
                ? Optional.empty()
                : invalid("locations", words);
    }

    private static boolean isSearchable(String text) {
        int parts = SoughtWords.of(text).all().size();
        return parts > 0 && parts <= SoughtWords.MOST;
    }

    private static Optional<Refusal> invalid(String field, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, "/query/" + field, detail));
    }

    private static Optional<Refusal> objection(RequestBody body, Gathered found) {
        if (found.more()) {
            return Optional.of(Refusal.at(
                    ProblemCode.QUERY_FINDS_TOO_MUCH,
                    "/query",
                    "More lines are shown for it than one search counts. Narrow it by kind, years or place."));
        }
        if (body.items().size() + found.versions().size() > RequestBody.MOST_ITEMS) {
            return Optional.of(Refusal.at(
                    ProblemCode.QUERY_FINDS_TOO_MUCH,
                    "/query",
                    "With it the request would be about more than " + RequestBody.MOST_ITEMS + " versions."));
        }
        if (found.versions().isEmpty()) {
            return Optional.of(Refusal.at(
                    ProblemCode.QUERY_FINDS_NOTHING,
                    "/query",
                    found.counted()
                            ? "What there is may only be counted by kind and year. It cannot be asked for one by one."
                            : "No item is shown for it."));
        }
        return Optional.empty();
    }

    private static Criteria criteria(ItemQuery query) {
        LocalDate first = query.first();
        LocalDate last = query.last();
        return new Criteria(
                query.text(),
                query.kinds(),
                first == null && last == null ? null : new Days(first, last, false),
                query.locations().stream().sorted().toList(),
                query.languages());
    }

    /** For the sake of what is sought is for the sake of what is asked. */
    private static Aim aim(RequestTerms terms) {
        return new Aim(terms.purposes(), terms.proceeding(), terms.caseRef(), terms.places(), terms.undertakings());
    }
}
