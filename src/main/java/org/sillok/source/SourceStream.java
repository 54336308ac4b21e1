package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sillok.custody.Receipts;
import org.sillok.custody.StreamReader;
import org.sillok.custody.StreamReader.KeyedHead;
import org.sillok.custody.StreamRef;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;

/** The two transactions of a source's head: who may have it, and making it. */
@ApplicationScoped
class SourceStream {
    private final Sources sources;
    private final StreamReader reader;
    private final Scope scope;

    SourceStream(Sources sources, StreamReader reader, Scope scope) {
        this.sources = sources;
        this.reader = reader;
        this.scope = scope;
    }

    /** The leaf hash that has to be published before {@link #head}; the look is recorded as one at the source. */
    @Transactional
    Outcome<Digest> want(Caller caller, String source) {
        return sources.get(caller, source)
                .map(found -> reader.leafHash(stream(caller, found.id()), 0).orElseThrow());
    }

    /** The head of a stream, which {@link #want} has allowed and recorded. */
    @Transactional
    Outcome<KeyedHead> head(Caller caller, String source) {
        scope.enter(caller);
        return reader.head(stream(caller, new SourceId(source)))
                .map(Outcome::done)
                .orElseGet(Receipts::notReady);
    }

    private static StreamRef stream(Caller caller, SourceId source) {
        return StreamRef.source(source, caller.party());
    }
}
