package org.sillok.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

class StreamChainTest {
    private final Findings findings = new Findings();
    private final StreamChain chain = new StreamChain("str", findings);

    @Test
    void anUnbrokenChainHasNoFindings() {
        add(0, 0, 10);
        add(1, 1, 12);
        add(2, 2, 13);
        chain.end(3, Optional.of(digest(2)));
        assertFinds();
        assertThat(chain.isSound()).isTrue();
    }

    @Test
    void anEmptyStreamHasNoHead() {
        chain.end(0, Optional.empty());
        assertFinds();
        new StreamChain("str", findings).end(0, Optional.of(digest(0)));
        assertFinds("STREAM_HEAD_ALTERED stream str");
    }

    @Test
    void gapsAreNamedWithTheirEnds() {
        add(0, 0, 10);
        add(4, 4, 14);
        chain.end(5, Optional.of(digest(4)));
        assertFinds("STATEMENT_MISSING statement str/1-3");
        assertThat(chain.isSound()).isFalse();
    }

    @Test
    void aMissingBeginningIsAGap() {
        add(1, 1, 11);
        chain.end(2, Optional.of(digest(1)));
        assertFinds("STATEMENT_MISSING statement str/0");
    }

    @Test
    void aLinkToAnotherStatementBreaksTheChain() {
        add(0, 0, 10);
        chain.add(new Link(1, 1, digest(1), Optional.of(digest(9)), new Standing.Logged(1, 11), true));
        assertFinds("CHAIN_BROKEN statement str/1");
    }

    @Test
    void aFirstStatementThatNamesAPredecessorBreaksTheChain() {
        chain.add(new Link(0, 0, digest(0), Optional.of(digest(9)), new Standing.Logged(1, 11), true));
        assertFinds("CHAIN_BROKEN statement str/0");
    }

    @Test
    void anAlteredStatementDoesNotAccuseTheNextOne() {
        add(0, 0, 10);
        chain.add(new Link(1, 1, digest(77), Optional.empty(), new Standing.Logged(1, 11), false));
        add(2, 2, 12);
        chain.end(3, Optional.of(digest(2)));
        assertFinds();
        assertThat(chain.isSound()).isFalse();
    }

    @Test
    void numbersOfTheLogMustRise() {
        add(0, 0, 10);
        add(1, 1, 9);
        assertFinds("REORDERED statement str/1");
    }

    @Test
    void aLaterLogComesAfterAnEarlierOne() {
        add(0, 0, 10);
        chain.add(new Link(1, 1, digest(1), Optional.of(digest(0)), new Standing.Logged(2, 3), true));
        assertFinds();
    }

    @Test
    void whatWaitsIsNoFindingButNothingMayOvertakeIt() {
        add(0, 0, 10);
        chain.add(new Link(1, 1, digest(1), Optional.of(digest(0)), new Standing.Waiting(), true));
        chain.add(new Link(2, 2, digest(2), Optional.of(digest(1)), new Standing.Waiting(), true));
        assertFinds();
        add(3, 3, 13);
        assertFinds("REORDERED statement str/3");
    }

    @Test
    void aRowWithAnotherNumberThanItsStatementIsNamed() {
        add(0, 0, 10);
        chain.add(new Link(1, 2, digest(2), Optional.of(digest(1)), new Standing.Logged(1, 12), true));
        assertFinds("REORDERED statement str/1");
    }

    @Test
    void theRowOfTheStreamMustAgree() {
        add(0, 0, 10);
        chain.end(2, Optional.of(digest(0)));
        assertFinds("STREAM_HEAD_ALTERED stream str");
    }

    @Test
    void theRowOfTheStreamMustNameTheLastStatement() {
        add(0, 0, 10);
        chain.end(1, Optional.of(digest(5)));
        assertFinds("STREAM_HEAD_ALTERED stream str");
    }

    private void add(long rowSeq, long seq, long index) {
        chain.add(new Link(
                rowSeq,
                seq,
                digest(seq),
                seq == 0 ? Optional.empty() : Optional.of(digest(seq - 1)),
                new Standing.Logged(1, index),
                true));
    }

    private static Digest digest(long number) {
        return Sha2.sha256(new byte[] {(byte) number});
    }

    private void assertFinds(String... expected) {
        List<String> found = findings.listed().stream()
                .map(finding -> finding.code() + " " + finding.place())
                .toList();
        assertThat(found).containsExactly(expected);
    }
}
