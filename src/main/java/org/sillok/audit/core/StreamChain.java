package org.sillok.audit.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/**
 * The rules of one stream: numbers without gaps from 0, each statement naming the one before it, log numbers that rise
 * with them. Fed link by link in the order of the rows.
 */
public final class StreamChain {
    private final String stream;
    private final Findings findings;
    private long next;
    private @Nullable Link last;
    private Standing.@Nullable Logged lastLogged;
    private boolean somebodyWaits;
    private boolean sound = true;

    public StreamChain(String stream, Findings findings) {
        this.stream = stream;
        this.findings = findings;
    }

    /** The next row's link. */
    public void add(Link link) {
        Place place = Place.statement(stream, link.rowSeq());
        if (link.genuine() && link.seq() != link.rowSeq()) {
            find(FindingCode.REORDERED, place, "the row has another number than the signed statement");
        }
        boolean gap = link.rowSeq() > next;
        if (gap) {
            find(
                    FindingCode.STATEMENT_MISSING,
                    Place.statements(stream, next, link.rowSeq() - 1),
                    "the next row has the number " + link.rowSeq());
        }
        if (link.genuine() && !gap && link.seq() == link.rowSeq()) {
            checkPrevious(link, place);
        }
        checkOrder(link.standing(), place);
        sound &= link.genuine();
        next = link.rowSeq() + 1;
        last = link;
    }

    private void checkPrevious(Link link, Place place) {
        Link before = last;
        if (before == null || before.genuine()) {
            Optional<Digest> expected = Optional.ofNullable(before).map(Link::digest);
            if (!link.previous().equals(expected)) {
                find(FindingCode.CHAIN_BROKEN, place, "it names another statement as the one before it");
            }
        }
    }

    private void checkOrder(Standing standing, Place place) {
        if (standing instanceof Standing.Logged logged) {
            Standing.Logged before = lastLogged;
            if (somebodyWaits || (before != null && logged.compareTo(before) <= 0)) {
                find(FindingCode.REORDERED, place, "it was logged before a statement that it follows");
            }
            lastLogged = logged;
        } else if (standing instanceof Standing.Waiting) {
            somebodyWaits = true;
        }
    }

    /**
     * Compares with what the stream's row says.
     *
     * @param nextSeq the number of the next statement
     * @param head the digest of the last one
     */
    public void end(long nextSeq, Optional<Digest> head) {
        Link end = last;
        if (nextSeq != next) {
            find(
                    FindingCode.STREAM_HEAD_ALTERED,
                    Place.stream(stream),
                    "the row expects number " + nextSeq + " next, the statements " + next);
        } else if (end == null ? head.isPresent() : end.genuine() && !head.equals(Optional.of(end.digest()))) {
            find(FindingCode.STREAM_HEAD_ALTERED, Place.stream(stream), "the row names another last statement");
        }
    }

    /** Whether nothing was wrong, so that a statement may be added to the stream. */
    public boolean isSound() {
        return sound;
    }

    private void find(FindingCode code, Place place, String detail) {
        sound = false;
        findings.add(code, place, detail);
    }
}
