package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sillok.identity.Parties;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Argument;
import org.sillok.terms.Clause;
import org.sillok.terms.Recipient;
import org.sillok.terms.Term;
import org.sillok.wording.core.Language;

/** What the parties on a page are called: their name in its language, else in another, else their id. */
@ApplicationScoped
class PartyNames {
    private final Parties parties;

    PartyNames(Parties parties) {
        this.parties = parties;
    }

    /** The names of {@code named} and of everybody whom {@code clauses} name. */
    @Transactional(TxType.MANDATORY)
    Function<PartyId, String> of(Set<PartyId> named, Collection<Clause> clauses, Language language) {
        Set<PartyId> all = new HashSet<>(named);
        clauses.forEach(clause -> {
            if (clause instanceof Term term) {
                recipients(term).forEach(recipient -> {
                    if (recipient instanceof Recipient.One one) {
                        all.add(one.party());
                    }
                });
            }
        });
        Map<PartyId, Multilingual> names = parties.names(all);
        return party -> {
            Multilingual name = names.get(party);
            return name == null ? party.value() : in(name, language);
        };
    }

    private static Stream<Recipient> recipients(Term term) {
        return Stream.concat(
                Stream.concat(term.recipients().only().stream(), term.recipients().except().stream()),
                term.conditions().stream()
                        .flatMap(condition -> condition.argument() instanceof Argument.Recipients recipients
                                ? recipients.recipients().stream()
                                : Stream.empty()));
    }

    /** The text in this language, else in the first one that there is. */
    static String in(Multilingual name, Language language) {
        return name.texts().entrySet().stream()
                .filter(one -> Language.ofTag(one.getKey().value())
                        .filter(language::equals)
                        .isPresent())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> name.texts().get(name.texts().firstKey()));
    }
}
