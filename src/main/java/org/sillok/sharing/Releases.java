package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.sharing.core.OnRecord;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.terms.Answer;
import org.sillok.terms.Basis;
import org.sillok.terms.Decision;
import org.sillok.terms.Evaluator;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Question;
import org.sillok.terms.Request;

/**
 * Decides what a recipient may have, of versions of any owners. Records nothing and releases nothing. Every method joins
 * a transaction in the system's scope: whoever calls has checked who asks, and shows of an answer only what that caller
 * may know.
 */
@ApplicationScoped
public class Releases {
    private static final int BATCH = 200;

    private final Circumstances circumstances;
    private final Derivations derivations;

    Releases(Circumstances circumstances, Derivations derivations) {
        this.circumstances = circumstances;
        this.derivations = derivations;
    }

    /**
     * Decides about each of {@code versions} as of now. A version that does not exist is missing in the answer. Costs the
     * same number of queries for each owner and each 200 items.
     *
     * @param answers what was answered when somebody was asked because of the request, by the version of the instrument
     *     under which it was asked; an answer to an earlier version does not count
     */
    @Transactional(TxType.MANDATORY)
    public List<Release> decide(
            ReleaseAsk ask, Collection<MaterialRef> versions, Map<InstrumentRef, List<Answer>> answers) {
        return decide(ask, versions, owner -> answers);
    }

    /**
     * The same, with answers that count for the versions of one owner only: who was asked about its own material has not
     * answered for anybody else's.
     */
    @Transactional(TxType.MANDATORY)
    public List<Release> decide(
            ReleaseAsk ask,
            Collection<MaterialRef> versions,
            Function<PartyId, Map<InstrumentRef, List<Answer>>> answers) {
        return decide(ask, versions, answers, record -> record);
    }

    /**
     * The same about what the requester has already: it was encrypted when it left, whatever has become since of the key for
     * which it was.
     */
    @Transactional(TxType.MANDATORY)
    public List<Release> decideAgain(
            ReleaseAsk ask,
            Collection<MaterialRef> versions,
            Function<PartyId, Map<InstrumentRef, List<Answer>>> answers) {
        return decide(ask, versions, answers, record -> record.delivered(ask.requester()));
    }

    private List<Release> decide(
            ReleaseAsk ask,
            Collection<MaterialRef> versions,
            Function<PartyId, Map<InstrumentRef, List<Answer>>> answers,
            UnaryOperator<OnRecord> seen) {
        Map<PartyId, List<ItemId>> items =
                new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        derivations
                .owners(versions.stream().map(MaterialRef::item).collect(Collectors.toSet()))
                .forEach((item, owner) ->
                        items.computeIfAbsent(owner, none -> new ArrayList<>()).add(item));
        Map<ItemId, List<MaterialRef>> wanted =
                versions.stream().distinct().collect(Collectors.groupingBy(MaterialRef::item));
        List<Release> releases = new ArrayList<>();
        items.forEach((owner, all) -> {
            for (int from = 0; from < all.size(); from += BATCH) {
                List<ItemId> some = all.subList(from, Math.min(all.size(), from + BATCH));
                OnRecord record =
                        seen.apply(circumstances.ofRequest(owner, some, ask)).answered(answers.apply(owner));
                Request request = ask.request(record.standings());
                Basis basis = new Basis();
                some.stream()
                        .flatMap(item -> wanted.getOrDefault(item, List.of()).stream())
                        .filter(version -> record.ancestors().owners().containsKey(version))
                        .forEach(version -> releases.add(release(record, request, version, owner, basis)));
            }
        });
        releases.sort((one, other) -> one.version().compareTo(other.version()));
        return releases;
    }

    /**
     * Holds what these decisions rest on against changes until the transaction ends: the agreements and court orders
     * between their owners and the requester, the consents that are bound to them or to what they were made from, and the
     * items themselves. Who changes one of these waits, or is seen by {@link #decide}. Call it before.
     *
     * @return whether nothing was bound anew meanwhile; if not, the transaction has to be tried again
     */
    @Transactional(TxType.MANDATORY)
    public boolean hold(ReleaseAsk ask, Collection<MaterialRef> versions) {
        return circumstances.hold(ask.requester(), versions);
    }

    private static Release release(OnRecord record, Request request, MaterialRef version, PartyId owner, Basis basis) {
        Question question = record.question(request, version, owner);
        Decision decision = Evaluator.decide(question);
        return new Release(version, owner, question, decision, basis.of(question, decision));
    }
}
