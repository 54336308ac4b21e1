package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case that is misread would be judged by nobody: what the reader does not understand it refuses. */
final class CaseReaderTest {
    private static final String BASE = """
            names:
              organisations:
                Centre: {class: NGO, in Korean: 센터}
                Mechanism: {class: MECHANISM, in Korean: 기구}
              states: {Lakeland: {code: XL}}
            patterns:
              consent: {state: GIVEN, parts: any, of: ORIGINAL_AND_DERIVATIVES, permits: {1: {}}}
              agreement:
                kind: MOU
                state: IN_FORCE
                providers: [Centre]
                recipients: [Mechanism]
                prohibitions survive: true
                permits: {1: {}}
              version: {owners: [Centre]}
              clause:
                {actions: any, to: any, for: any, in proceedings: any, parts: any, of: ORIGINAL_AND_DERIVATIVES}
            given:
              now: 2030-06-01
              versions: {interview: {bound to: {Sim Cheong: TESTIMONY_OF}}}
              consents: {Sim Cheong: {}}
              agreements: {MOU: {}}
            when:
              who: Mechanism
              as: RECIPIENT
              asks to: [DISCLOSE]
              version: interview
              for: [RESEARCH]
              parts: [CONTENT]
              undertakes: []
              has a key: false
            """;
    private static final String GOOD = """
            about: A test.
            cases:
              - case: A case
                because: A reason.
                given: {consents: {Sim Cheong: {state: REFUSED}}}
                when: {for: [MEDIA]}
                then: {outcome: DENY, reasons: [CONSENT_STATE REFUSED of Sim Cheong]}
            """;

    @Test
    void aCaseIsTheBaseWithWhatDiffers() {
        List<ConsentCase> cases = read(GOOD);
        assertThat(cases).hasSize(1);
        Question question = cases.get(0).question();
        assertThat(question.request().purposes()).containsExactly(Purpose.MEDIA);
        assertThat(question.request().actions()).containsExactly(Action.DISCLOSE);
        assertThat(cases.get(0).then().faults(Evaluator.decide(question))).isEmpty();
    }

    @ParameterizedTest(name = "{2}: {1} for {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "because: A reason.|becuase: A reason.|no 'because'",
                "because: A reason.|because: ''|'because' is a text",
                "because: A reason.|{because: A reason., why: x}|not YAML",
                "when: {for: [MEDIA]}|when: {four: [MEDIA]}|unknown [four]",
                "when: {for: [MEDIA]}|when: {for: [FILM]}|unknown code FILM",
                "when: {for: [MEDIA]}|when: {for: MEDIA}|'for' is a list",
                "when: {for: [MEDIA]}|when: {}|'when' says what differs",
                "when: {for: [MEDIA]}|wenn: as usual|no 'when'",
                "when: {for: [MEDIA]}|when: {who: Somebody}|unknown organisation Somebody",
                "when: {for: [MEDIA]}|when: {seat in: [Nowhere]}|unknown state Nowhere",
                "when: {for: [MEDIA]}|when: {version: letter}|nobody deposited letter",
                "when: {for: [MEDIA]}|when: {has a key: maybe}|'has a key' is true or false",
                "when: {for: [MEDIA]}|when: {undertakes: [FREE_TEXT]}|FREE_TEXT is not undertaken",
                "state: REFUSED|state: REFUSED, state: GIVEN|Duplicate field",
                "state: REFUSED|stat: REFUSED|unknown [stat]",
                "state: REFUSED|state: MAYBE|unknown code MAYBE",
                "state: REFUSED|permits: {1: {four: any}}|unknown [four]",
                "state: REFUSED|permits: {1: {if: [LEAD]}}|unknown code LEAD",
                "state: REFUSED|permits: {1: {if: [MAX_DISCLOSURES]}}|MAX_DISCLOSURES",
                "state: REFUSED|permits: {1: {if: [LEAD_ONLY: 2]}}|says nothing besides its code",
                "state: REFUSED|until: tomorrow|not a day or an instant",
                "state: REFUSED|until: none|removes nothing",
                "{Sim Cheong: {|{Simm Cheong: {|a consent that nothing is bound to",
                "then: {outcome: DENY|dann: {outcome: DENY|no 'then'",
                "outcome: DENY, |\"\"|no 'outcome'",
                "outcome: DENY|outcome: MAYBE|unknown code MAYBE",
                "outcome: DENY|outcome: PERMIT|what it obliges to",
                "reasons: [CONSENT_STATE REFUSED of Sim Cheong]|reasons: []|has a reason",
                "CONSENT_STATE REFUSED|CONSENT_STAT REFUSED|unknown code CONSENT_STAT",
                "CONSENT_STATE REFUSED|CONSENT_STATE REFUSD|unknown code REFUSD",
                "CONSENT_STATE REFUSED of Sim Cheong|she refused|not a reason",
                "of Sim Cheong]}|of Sim Chong]}|nothing is called Sim Chong",
                "about: A test.|abaut: A test.|no 'about'",
            })
    void whatIsNotUnderstoodIsRefused(String right, String wrong, String why) {
        assertThat(GOOD).contains(right);
        assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFileWithoutCasesIsRefused() {
        assertThatThrownBy(() -> read("about: A test.\ncases: []\n")).hasMessageContaining("no cases");
        assertThatThrownBy(() -> read("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameNameTwiceIsRefused() {
        String again = GOOD + GOOD.substring(GOOD.indexOf("  - case"));
        assertThatThrownBy(() -> read(again)).hasMessageContaining("twice");
    }

    @Test
    void aWrongExpectationIsAFault() {
        assertThat(faults("outcome: DENY", "outcome: CONSULT")).contains("expected CONSULT");
        assertThat(faults("CONSENT_STATE REFUSED", "CONSENT_STATE WITHDRAWN"))
                .containsExactly(
                        "no reason CONSENT_STATE WITHDRAWN of Sim Cheong", "did not expect CONSENT_STATE REFUSED");
        assertThat(faults(
                        "{outcome: DENY, reasons: [CONSENT_STATE REFUSED of Sim Cheong]}",
                        "{outcome: PERMIT, obliges to: [ENCRYPT]}"))
                .containsExactly("expected PERMIT", "expected to oblige to [ENCRYPT]");
    }

    private static List<String> faults(String right, String wrong) {
        ConsentCase one = read(GOOD.replace(right, wrong)).get(0);
        return one.then().faults(Evaluator.decide(one.question()));
    }

    private static List<ConsentCase> read(String text) {
        return new CaseReader(BASE).read("test.yaml", text);
    }
}
