package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;
import org.sillok.terms.ReferenceConditions.Says;

/** Whether a clause is about a request: "is touched" for a prohibition, "contains all" for a permission. */
final class ReferenceMatching {
    private final Question question;
    private final Request request;
    private final boolean derivative;
    private final Set<Purpose> asked;

    ReferenceMatching(Question question, boolean derivative) {
        this.question = question;
        this.request = question.request();
        this.derivative = derivative;
        this.asked = ReferencePurposes.below(request.purposes());
    }

    List<Says> touches(Term term) {
        return about(term, false);
    }

    List<Says> contains(Term term) {
        return about(term, true);
    }

    private List<Says> about(Term term, boolean all) {
        List<Says> says = new ArrayList<>();
        says.add(some(request.actions(), term.actions(), all));
        says.add(some(asked, purposes(term.purposes()), all));
        says.add(recipients(term.recipients(), all));
        term.places()
                .forEach((place, states) -> says.add(states(request.places().get(place), states, all)));
        says.add(proceeding(term.proceedings()));
        says.add(yes(parts(term.scope(), all)));
        says.add(yes(kind(term.scope())));
        says.add(yes(within(term.window(), question.asOf())));
        return says;
    }

    /** All of what is asked, or any of it, is among what is named. */
    private static <T> Says some(Collection<T> asked, Collection<T> named, boolean all) {
        return yes(all ? named.containsAll(asked) : asked.stream().anyMatch(named::contains));
    }

    private static Set<Purpose> purposes(Selection<Purpose> selection) {
        Set<Purpose> named = selection.all() ? EnumSet.allOf(Purpose.class) : ReferencePurposes.below(selection.only());
        named.removeAll(ReferencePurposes.below(selection.except()));
        return named;
    }

    private Says recipients(Selection<Recipient> selection, boolean all) {
        if (selection.all() && selection.except().isEmpty()) {
            return Says.YES;
        }
        return receivers(
                one -> (selection.all() || names(selection.only(), one)) && !names(selection.except(), one), all);
    }

    /** Whether all who receive in the end, or any of them, are such. */
    Says receivers(Predicate<Receiver> such, boolean all) {
        List<Receiver> receivers = new ArrayList<>(request.handedOnTo());
        boolean allKnown = !request.actions().contains(Action.ONWARD_TRANSFER) || !receivers.isEmpty();
        receivers.add(new Receiver(request.requester(), request.requesterClass()));
        boolean decided = all
                ? receivers.stream().anyMatch(such.negate())
                : receivers.stream().anyMatch(such);
        return decided ? yes(!all) : allKnown ? yes(all) : Says.NOT_KNOWN;
    }

    private static Says states(@Nullable Set<StateCode> asked, Selection<StateCode> selection, boolean all) {
        boolean unrestricted = selection.all() && selection.except().isEmpty();
        if (unrestricted) {
            return Says.YES;
        }
        if (asked == null) {
            return Says.NOT_KNOWN;
        }
        List<StateCode> named =
                asked.stream().filter(state -> selected(selection, state)).toList();
        return some(asked, named, all);
    }

    private Says proceeding(Selection<Proceeding> selection) {
        if (selection.all() && selection.except().isEmpty()) {
            return Says.YES;
        }
        return request.proceeding() == null ? Says.NOT_KNOWN : yes(selected(selection, request.proceeding()));
    }

    private static <T> boolean selected(Selection<T> selection, T value) {
        return (selection.all() || selection.only().contains(value))
                && !selection.except().contains(value);
    }

    boolean parts(Scope scope, boolean all) {
        return some(request.parts(), scope.parts(), all) == Says.YES;
    }

    boolean kind(Scope scope) {
        return switch (scope.lineage()) {
            case ORIGINAL_AND_DERIVATIVES -> true;
            case ORIGINAL_ONLY -> !derivative;
            case DERIVATIVES_ONLY -> derivative;
        };
    }

    /** Whether it is among them, as itself or by its class. */
    static boolean names(Set<Recipient> recipients, Receiver receiver) {
        return recipients.contains(new Recipient.One(receiver.party()))
                || recipients.contains(new Recipient.All(receiver.partyClass()));
    }

    /** From the first instant on, until just before the last. */
    static boolean within(Window window, Instant instant) {
        boolean begun = window.from() == null || !instant.isBefore(window.from());
        return begun && (window.until() == null || instant.isBefore(window.until()));
    }

    private static Says yes(boolean value) {
        return value ? Says.YES : Says.NO;
    }
}
