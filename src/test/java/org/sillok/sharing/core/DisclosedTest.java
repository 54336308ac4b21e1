package org.sillok.sharing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.sharing.core.Records.agreement;
import static org.sillok.sharing.core.Records.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.RequestId;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.Answer;
import org.sillok.terms.Argument;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ClauseRef;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Consent;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Term;

class DisclosedTest {
    private static final String CONSENT = Records.consentRef('x').id();

    @Test
    void onlyClausesThatCountAreAskedForAndOneThatWasNeverUsedHasNone() {
        Disclosed disclosed = new Disclosed(Map.of(CONSENT, Map.of(new ClauseId("1"), 4, new ClauseId("9"), 7)));
        assertThat(disclosed.of(Stream.of(consent('x', counted("1"), counted("2"), permit("3")))))
                .isEqualTo(Map.of(ref("1"), 4, ref("2"), 0));
    }

    @Test
    void whatNobodyCountedIsNotKnown() {
        assertThat(Disclosed.UNKNOWN.of(Stream.of(consent('x', counted("1"))))).isEmpty();
        assertThat(Disclosed.UNKNOWN.of(ref("1"))).isNull();
        assertThat(new Disclosed(Map.of(CONSENT, Map.of()))
                        .of(Stream.of(agreement('x', AgreementKind.MOU, Set.of(Records.COURT), counted("1")))))
                .isEmpty();
    }

    @Test
    void everyVersionAndEveryAnswerOfAnInstrumentIsCountedByTheNumberOfTheClause() {
        Disclosed disclosed = new Disclosed(Map.of(CONSENT, Map.of(new ClauseId("1"), 4)));
        Consent first = consent('x', permit("1"));
        Consent later = new Consent(
                new InstrumentRef(CONSENT, 2),
                first.source(),
                first.state(),
                first.window(),
                null,
                null,
                first.scope(),
                List.of(counted("1")),
                List.of(new Answer(new RequestId("req_" + "a".repeat(26)), counted("5"))));
        assertThat(disclosed.of(Stream.of(later)))
                .isEqualTo(Map.of(
                        new ClauseRef(later.ref(), new ClauseId("1")), 4,
                        new ClauseRef(later.ref(), new ClauseId("5")), 0));
    }

    private static ClauseRef ref(String clause) {
        return new ClauseRef(Records.consentRef('x'), new ClauseId(clause));
    }

    private static Term counted(String id) {
        return with(id, List.of(new Condition(ConditionCode.MAX_DISCLOSURES, new Argument.Count(3))));
    }

    private static Term permit(String id) {
        return with(id, List.of());
    }

    private static Term with(String id, List<Condition> conditions) {
        Term term = Records.permit();
        return new Term(
                new ClauseId(id),
                term.effect(),
                term.actions(),
                term.recipients(),
                term.purposes(),
                term.places(),
                term.proceedings(),
                term.scope(),
                term.window(),
                conditions,
                term.duties());
    }
}
