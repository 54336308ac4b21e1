package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.LoggedStatement;
import org.sillok.custody.Receipts;
import org.sillok.custody.RecordedStatement;
import org.sillok.custody.StreamReader;
import org.sillok.custody.StreamReader.KeyedHead;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.SignedStatement;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;

/**
 * The statements of an item one by one, for tools that do not know receipts. Who may have an item's receipt may have
 * them; the look is recorded as a look at the item.
 */
@ApplicationScoped
public class ItemStatements {
    private static final String ACTION = "GET_STATEMENT";

    private final ItemAccess access;
    private final StreamReader reader;
    private final AccessLog accessLog;
    private final Scope scope;

    ItemStatements(ItemAccess access, StreamReader reader, AccessLog accessLog, Scope scope) {
        this.access = access;
        this.reader = reader;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** The item's statements from number {@code from} on. */
    @Transactional
    public Outcome<Slice<RecordedStatement>> list(Caller caller, ItemId item, long from, int limit) {
        return shown(caller, item, stream -> Optional.of(reader.list(stream, from, limit)));
    }

    /** One statement as it was signed. */
    @Transactional
    public Outcome<SignedStatement> get(Caller caller, ItemId item, long seq) {
        return shown(caller, item, stream -> reader.find(stream, seq));
    }

    /** The leaf hash of one statement, which has to be published before {@link #prove}. */
    @Transactional
    Outcome<Digest> want(Caller caller, ItemId item, long seq) {
        return shown(caller, item, stream -> reader.leafHash(stream, seq));
    }

    /** The proof of one statement, which {@link #want} has allowed and recorded. */
    @Transactional
    Outcome<LoggedStatement> prove(Caller caller, ItemId item, long seq) {
        scope.enter(caller);
        return ready(reader.prove(StreamRef.item(item, caller.party()), seq));
    }

    /** The head of the item's stream, which {@link #want} has allowed and recorded. */
    @Transactional
    Outcome<KeyedHead> head(Caller caller, ItemId item) {
        scope.enter(caller);
        return ready(reader.head(StreamRef.item(item, caller.party())));
    }

    private interface Reading<T> {
        Optional<T> of(StreamRef stream);
    }

    private <T> Outcome<T> shown(Caller caller, ItemId item, Reading<T> reading) {
        scope.enter(caller);
        return access.reach(caller, item, Use.READ_CUSTODY, ACTION).then(reached -> {
            Optional<T> found = reading.of(StreamRef.item(item, caller.party()));
            if (found.isEmpty()) {
                return access.denied(caller, ACTION, item.value());
            }
            accessLog.viewed(caller.actor(), item);
            return Outcome.done(found.get());
        });
    }

    private static <T> Outcome<T> ready(Optional<T> made) {
        return made.map(Outcome::done).orElseGet(Receipts::notReady);
    }
}
