package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.sillok.custody.Actor;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;

/**
 * What becomes of requests when something is taken back that they are about. What was decided and approved needs no change:
 * it rests on something else by then, and whoever acts on it decides again. Joins a transaction in the system's scope.
 */
@ApplicationScoped
public class ConcernedRequests {
    private final RequestRows requests;
    private final LineRows lines;
    private final ConsultationRows consultations;
    private final RequestRecord record;

    ConcernedRequests(RequestRows requests, LineRows lines, ConsultationRows consultations, RequestRecord record) {
        this.requests = requests;
        this.lines = lines;
        this.consultations = consultations;
        this.record = record;
    }

    /** Requests that have not ended and ask for one of these items. */
    @Transactional(TxType.MANDATORY)
    public List<RequestId> naming(Collection<ItemId> items) {
        return items.isEmpty()
                ? List.of()
                : lines.naming(items.stream().map(ItemId::value).toList()).stream()
                        .map(RequestId::new)
                        .toList();
    }

    /**
     * Holds the requests in which somebody is asked because of one of these consents, in the order of their ids. Before
     * consents and items are held: everybody who holds both does so in that order.
     */
    @Transactional(TxType.MANDATORY)
    public List<RequestId> hold(Collection<ConsentId> consents) {
        List<RequestId> held = new ArrayList<>();
        for (RequestId id : asking(consents)) {
            requests.lock(id.value()).ifPresent(head -> held.add(id));
        }
        return held;
    }

    /** The requests in which somebody is asked because of one of these consents, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public List<RequestId> asking(Collection<ConsentId> consents) {
        return consents.isEmpty()
                ? List.of()
                : consultations
                        .openAbout(consents.stream().map(ConsentId::value).toList())
                        .stream()
                        .map(RequestId::new)
                        .toList();
    }

    /**
     * Ends the questions about these consents in requests that are held: there is nothing left to ask. Puts each on the
     * request's record, and says how many there were.
     */
    @Transactional(TxType.MANDATORY)
    public int close(List<RequestId> held, Collection<ConsentId> consents, Actor actor) {
        Collection<String> instruments = consents.stream().map(ConsentId::value).collect(Collectors.toSet());
        int closed = 0;
        for (RequestId id : held) {
            RequestHead head = RequestStore.head(requests.find(id.value()).orElseThrow());
            for (ConsultationRows.Consultation one : consultations.all(id.value(), head.revision(), null)) {
                if (ConsultationState.valueOf(one.state()).open() && instruments.contains(one.instrument())) {
                    consultations.end(one.id(), ConsultationState.CLOSED.name());
                    record.state(
                            head,
                            EventType.ANSWERED,
                            actor,
                            JsonObject.builder()
                                    .put("consultation", one.id())
                                    .put(Requests.REVISION, one.revision())
                                    .build(),
                            Fact.of(Field.OUTCOME, ConsultationState.CLOSED.name()));
                    closed++;
                }
            }
        }
        return closed;
    }
}
