package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sillok.bundle.core.Papers;
import org.sillok.consent.ConsentOnRecord;
import org.sillok.consent.ConsentsOnRecord;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;
import org.sillok.odrl.ConsentRecords;
import org.sillok.problem.Outcome;
import org.sillok.request.Sealable;
import org.sillok.terms.Argument;
import org.sillok.terms.Clause;
import org.sillok.terms.Condition;
import org.sillok.terms.Consent;
import org.sillok.terms.Recipient;
import org.sillok.terms.Term;

/**
 * The records of the consents under which material is handed over, pseudonymous, each once. A record is whole or not there: of
 * a consent that is bound to an ancestor only there is none, because the recipient may not know of the ancestor; nor of one
 * that says something in words, or names another party or case, because that is none of the recipient's business.
 */
@ApplicationScoped
class ConsentReceipts {
    private static final int BATCH = 200;

    private final ConsentsOnRecord consents;

    ConsentReceipts(ConsentsOnRecord consents) {
        this.consents = consents;
    }

    /** In the order of their ids. Throws {@link NotSealableException} if there are more than a bundle takes. */
    @Transactional(TxType.MANDATORY)
    List<Bytes> of(Sealable.Yes sealable) {
        Set<PartyId> known = new HashSet<>(Set.of(sealable.requester()));
        sealable.granted().forEach(line -> known.add(line.holder()));
        TreeMap<String, Consent> bound = new TreeMap<>();
        sealable.grounds().consents().forEach(consent -> bound.put(consent.ref().id(), consent));
        bound.values().removeIf(consent -> !isTellable(consent, sealable, known));
        if (bound.size() > Papers.MAX_RECEIPTS) {
            throw new NotSealableException("It rests on more than " + Papers.MAX_RECEIPTS
                    + " consents whose records belong into the bundle. Ask for fewer items at once.");
        }
        List<ConsentId> ids = bound.keySet().stream().map(ConsentId::new).toList();
        List<Bytes> receipts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            Set<ConsentId> some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + BATCH)));
            for (ConsentOnRecord one : consents.of(some).values()) {
                // What no record can say, such as the consent of an organisation, has none.
                if (ConsentRecords.of(one) instanceof Outcome.Done<Bytes> done) {
                    receipts.add(done.value());
                }
            }
        }
        return receipts;
    }

    private static boolean isTellable(Consent consent, Sealable.Yes sealable, Set<PartyId> known) {
        for (Clause clause : consent.clauses()) {
            if (!(clause instanceof Term term)) {
                return false;
            }
            boolean names = Stream.concat(term.recipients().only().stream(), term.recipients().except().stream())
                    .anyMatch(recipient -> isStranger(recipient, known));
            if (names || term.conditions().stream().anyMatch(one -> !isTellable(one, sealable, known))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTellable(Condition condition, Sealable.Yes sealable, Set<PartyId> known) {
        if (condition.argument() instanceof Argument.Recipients to) {
            return to.recipients().stream().noneMatch(recipient -> isStranger(recipient, known));
        }
        if (condition.argument() instanceof Argument.Cases cases) {
            return cases.cases().stream()
                    .allMatch(one -> one.equals(sealable.ask().caseRef()));
        }
        return !(condition.argument() instanceof Argument.Text);
    }

    private static boolean isStranger(Recipient recipient, Set<PartyId> known) {
        return recipient instanceof Recipient.One one && !known.contains(one.party());
    }
}
