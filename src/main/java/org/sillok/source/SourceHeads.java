package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.sillok.custody.Receipts;
import org.sillok.custody.StreamReader.KeyedHead;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;

/** Signed heads of the streams of sources. Waiting happens outside of transactions. */
@ApplicationScoped
public class SourceHeads {
    private final SourceStream stream;
    private final Receipts receipts;

    SourceHeads(SourceStream stream, Receipts receipts) {
        this.stream = stream;
        this.receipts = receipts;
    }

    /**
     * The signed head of a source's stream.
     *
     * @param atMost how long to wait until a first statement is published
     */
    public Outcome<KeyedHead> head(Caller caller, String source, Duration atMost) {
        return stream.want(caller, source)
                .then(leafHash -> receipts.oncePublished(leafHash, atMost, () -> stream.head(caller, source)));
    }
}
