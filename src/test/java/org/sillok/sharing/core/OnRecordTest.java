package org.sillok.sharing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.sharing.core.Records.COURT;
import static org.sillok.sharing.core.Records.OTHER;
import static org.sillok.sharing.core.Records.OWNER;
import static org.sillok.sharing.core.Records.agreement;
import static org.sillok.sharing.core.Records.clause;
import static org.sillok.sharing.core.Records.consent;
import static org.sillok.sharing.core.Records.permit;
import static org.sillok.sharing.core.Records.prohibit;
import static org.sillok.sharing.core.Records.ref;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.Answer;
import org.sillok.terms.Basis;
import org.sillok.terms.Decision;
import org.sillok.terms.Derivation;
import org.sillok.terms.Effect;
import org.sillok.terms.Evaluator;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;
import org.sillok.terms.Lineage;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Question;
import org.sillok.terms.Reason;
import org.sillok.terms.ReasonCode;
import org.sillok.terms.Request;
import org.sillok.terms.Scope;
import org.sillok.terms.Transformation;

class OnRecordTest {
    private static final RequestId REQUEST = new RequestId("req_" + "a".repeat(26));
    private static final MaterialRef ORIGINAL = ref('a', 1);
    private static final MaterialRef COPY = ref('a', 2);
    private static final MaterialRef ELSEWHERE = ref('e', 1);

    @Test
    void anItemWithoutConsentsIsOpenToItsOwner() {
        assertThat(look(new Records().version(ORIGINAL), ORIGINAL, Action.DISCOVER)
                        .permits())
                .isTrue();
    }

    @Test
    void aProhibitionHidesTheVersionAndWhatWasMadeFromItInAnotherItem() {
        Records records = new Records()
                .version(ORIGINAL)
                .bound(ORIGINAL, consent('x', permit(), prohibit(Action.DISCOVER)))
                .version(ELSEWHERE, ORIGINAL);
        assertThat(look(records, ORIGINAL, Action.DISCOVER).outcome()).isEqualTo(Outcome.DENY);
        assertThat(look(records, ELSEWHERE, Action.DISCOVER).outcome()).isEqualTo(Outcome.DENY);
        assertThat(look(records, ELSEWHERE, Action.INSPECT).permits()).isTrue();
    }

    @Test
    void whatHoldsAnItemBackHoldsBackWhatWasMadeFromItWhateverAnybodyPermits() {
        Records records = shared();
        assertThat(ask(records, COURT, ELSEWHERE).outcome()).isEqualTo(Outcome.PERMIT);
        for (GuardCode code : List.of(GuardCode.HOLD, GuardCode.WITHDRAWN, GuardCode.RESTRICTED, GuardCode.ERASED)) {
            records.held.put(ORIGINAL.item(), List.of(new Guard(code, "hld_x")));
            for (MaterialRef version : List.of(ORIGINAL, ELSEWHERE)) {
                Decision decision = ask(records, COURT, version);
                assertThat(decision.outcome()).as("%s of %s", code, version).isEqualTo(Outcome.DENY);
                assertThat(decision.reasons())
                        .contains(new Reason(Outcome.DENY, ReasonCode.HELD_BACK, ORIGINAL.toString(), code.name()));
                assertThat(look(records, version, Action.INSPECT).permits())
                        .as("the owner looks at %s under %s", version, code)
                        .isEqualTo(code.isReleaseOnly());
            }
        }
    }

    @Test
    void whatHoldsADerivativeBackDoesNotHoldBackItsOriginal() {
        Records records = shared();
        records.held.put(ELSEWHERE.item(), List.of(new Guard(GuardCode.HOLD, "hld_x")));
        assertThat(ask(records, COURT, ELSEWHERE).outcome()).isEqualTo(Outcome.DENY);
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void whatHoldsBackIsPartOfWhatAnApprovalRestsOn() {
        Records records = shared();
        Digest before = basis(records);
        records.held.put(ORIGINAL.item(), List.of(new Guard(GuardCode.HOLD, "hld_x")));
        Digest held = basis(records);
        records.held.put(ORIGINAL.item(), List.of(new Guard(GuardCode.WITHDRAWN, "wdr_x")));
        assertThat(List.of(before, held, basis(records))).doesNotHaveDuplicates();
        records.held.clear();
        assertThat(basis(records)).isEqualTo(before);
    }

    @Test
    void whatWasDeliveredWasEncryptedWhateverBecameOfTheKey() {
        Records records = shared();
        records.standings.put(COURT, new Standing(PartyClass.COURT, true, null, false));
        OnRecord record = records.get();
        assertThat(record.question(request(record, COURT), ORIGINAL).request().encryptionKey())
                .isFalse();
        OnRecord delivered = record.delivered(COURT);
        Request again = request(delivered, COURT);
        assertThat(again.encryptionKey()).isTrue();
        assertThat(again.requesterClass()).isEqualTo(PartyClass.COURT);
        records.held.put(ORIGINAL.item(), List.of(new Guard(GuardCode.HOLD, "hld_x")));
        OnRecord held = records.get().delivered(COURT);
        assertThat(Evaluator.decide(held.question(request(held, COURT), ORIGINAL))
                        .outcome())
                .isEqualTo(Outcome.DENY);
    }

    @Test
    void anAnswerDoesNotTakeAwayWhatHoldsBack() {
        Records records = shared();
        records.held.put(ORIGINAL.item(), List.of(new Guard(GuardCode.WITHDRAWN, "wdr_x")));
        OnRecord answered =
                records.get().answered(Map.of(Records.agreementRef('g'), List.of(new Answer(REQUEST, permit()))));
        assertThat(Evaluator.decide(answered.question(request(answered, COURT), ORIGINAL))
                        .outcome())
                .isEqualTo(Outcome.DENY);
    }

    /** An item and what was made from it, with all that it takes to be released to the court. */
    private static Records shared() {
        Records records = new Records()
                .version(ORIGINAL)
                .bound(ORIGINAL, consent('x', permit()))
                .version(ELSEWHERE, ORIGINAL);
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()));
        return records;
    }

    private static Digest basis(Records records) {
        OnRecord record = records.get();
        Question question = record.question(request(record, COURT), ELSEWHERE);
        return new Basis().of(question, Evaluator.decide(question));
    }

    @Test
    void aCourtOrderHoldsAgainstTheOwner() {
        Records records = new Records().version(ORIGINAL);
        records.agreements.add(agreement('o', AgreementKind.COURT_ORDER, Set.of(), prohibit(Action.INSPECT)));
        assertThat(look(records, ORIGINAL, Action.INSPECT).outcome()).isEqualTo(Outcome.DENY);
    }

    @Test
    void whatAnAgreementWithSomebodyElseForbidsIsNotAboutThisRequester() {
        Records records = new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()));
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()));
        records.agreements.add(agreement('h', AgreementKind.MOU, Set.of(OTHER), prohibit(Action.values())));
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void everyJointDepositorHasToAgreeAndWhatOthersAgreedIsNotNamed() {
        Records records = new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()));
        records.owners.put(ORIGINAL, Set.of(OWNER, OTHER));
        records.standings.put(OTHER, records.standings.get(OWNER));
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()));
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.NOT_COVERED);
        records.agreements.add(Records.by(OTHER, agreement('h', AgreementKind.MOU, Set.of(COURT), permit())));
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.PERMIT);
        records.agreements.set(
                1,
                Records.by(
                        OTHER, agreement('h', AgreementKind.MOU, Set.of(COURT), permit(), prohibit(Action.DISCLOSE))));
        Decision decision = ask(records, COURT, ORIGINAL);
        assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        assertThat(Masking.of(List.of(ORIGINAL), records.get(), Set.of(ORIGINAL.item()), OWNER)
                        .of(decision)
                        .toString())
                .doesNotContain("agr_h")
                .contains(Masking.ANOTHER_AGREEMENT);
        assertThat(records.get().concerns(ORIGINAL, Records.agreementRef('h').id(), OWNER))
                .isFalse();
        assertThat(records.get().concerns(ORIGINAL, Records.agreementRef('g').id(), OWNER))
                .isTrue();
    }

    @Test
    void whatOneProviderAnswersPermitsOnlyWhatNobodyElseWhoProvidesDeposited() {
        Records records = new Records()
                .version(ORIGINAL)
                .bound(ORIGINAL, consent('x', permit()))
                .version(ELSEWHERE)
                .bound(ELSEWHERE, consent('x', permit()));
        records.owners.put(ELSEWHERE, Set.of(OWNER, OTHER));
        records.standings.put(OTHER, records.standings.get(OWNER));
        var both = Records.by(Set.of(OWNER, OTHER), agreement('g', AgreementKind.MOU, Set.of(COURT)));
        records.agreements.add(both);
        OnRecord permitted = records.get().answered(Map.of(both.ref(), List.of(new Answer(REQUEST, permit()))));
        assertThat(permitted
                        .question(request(permitted, COURT), ORIGINAL, OWNER)
                        .agreements()
                        .get(0)
                        .answers())
                .hasSize(1);
        assertThat(permitted
                        .question(request(permitted, COURT), ORIGINAL, OTHER)
                        .agreements()
                        .get(0)
                        .answers())
                .as("who was asked is not the only one who provides")
                .isEmpty();
        assertThat(permitted
                        .question(request(permitted, COURT), ELSEWHERE, OWNER)
                        .agreements()
                        .get(0)
                        .answers())
                .isEmpty();
        OnRecord refused =
                records.get().answered(Map.of(both.ref(), List.of(new Answer(REQUEST, prohibit(Action.DISCLOSE)))));
        assertThat(refused.question(request(refused, COURT), ELSEWHERE, OWNER)
                        .agreements()
                        .get(0)
                        .answers())
                .as("what is forbidden stays forbidden")
                .hasSize(1);
    }

    @Test
    void anOrderToSomebodyElseIsNotAboutWhatTheyDidNotDeposit() {
        Records records = new Records().version(ORIGINAL);
        records.agreements.add(
                Records.by(OTHER, agreement('o', AgreementKind.COURT_ORDER, Set.of(), prohibit(Action.DISCOVER))));
        assertThat(look(records, ORIGINAL, Action.DISCOVER).permits()).isTrue();
        records.owners.put(ORIGINAL, Set.of(OWNER, OTHER));
        assertThat(look(records, ORIGINAL, Action.DISCOVER).permits()).isFalse();
    }

    @Test
    void anUmbrellaComesWithWhatIsUnderIt() {
        Records records = new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()));
        var top = Records.by(COURT, agreement('t', AgreementKind.MOU, Set.of(OWNER), permit()));
        var middle = Records.under(Records.by(COURT, agreement('m', AgreementKind.MOU, Set.of(OWNER), permit())), top);
        records.agreements.add(Records.under(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()), middle));
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.INDETERMINATE);
        records.agreements.addAll(List.of(middle, top));
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void aClockThatWasProvablySetBackHoldsReleasesBackAndNothingElse() {
        Records records = new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()));
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()));
        Duration limit = Duration.ofMinutes(5);
        for (Instant newest :
                Arrays.asList(null, Records.NOW.minus(Duration.ofDays(900)), Records.NOW, Records.NOW.plus(limit))) {
            records.time = new ExternalTime(newest, limit);
            assertThat(ask(records, COURT, ORIGINAL).outcome()).as("%s", newest).isEqualTo(Outcome.PERMIT);
        }
        records.time = new ExternalTime(Records.NOW.plus(limit).plusMillis(1), limit);
        Decision decision = ask(records, COURT, ORIGINAL);
        assertThat(decision.outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(decision.reasons()).extracting(Reason::detail).containsExactly("CLOCK_DISAGREES");
        assertThat(look(records, ORIGINAL, Action.DISCOVER).permits()).isTrue();
        assertThat(records.get().answered(Map.of()).time()).isEqualTo(records.time);
    }

    @Test
    void aParentThatCannotBeReadIsNotLeftOut() {
        Records records = new Records().version(COPY, ORIGINAL);
        Decision decision = look(records, COPY, Action.DISCOVER);
        assertThat(decision.outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(decision.reasons()).extracting(Reason::detail).contains("INCOMPLETE");
    }

    @Test
    void bindingsThatCouldNotBeReadAreNotNoBindings() {
        Records records = new Records().version(ORIGINAL);
        records.bindings.remove(ORIGINAL);
        assertThat(look(records, ORIGINAL, Action.DISCOVER).outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void aVersionThatIsNotThereIsPermittedToNobody() {
        assertThat(look(new Records(), ORIGINAL, Action.DISCOVER).permits()).isFalse();
    }

    @Test
    void tooManyAncestorsAreNotDecidedAbout() {
        for (int ancestors : new int[] {Ancestors.MOST, Ancestors.MOST + 1}) {
            Records records = new Records().version(ref('a', 1));
            for (int i = 2; i <= ancestors + 1; i++) {
                records.version(ref('a', i), ref('a', i - 1));
            }
            assertThat(look(records, ref('a', ancestors + 1), Action.DISCOVER).permits())
                    .isEqualTo(ancestors == Ancestors.MOST);
        }
    }

    @Test
    void aCircleEndsAndPermitsNothing() {
        Records records = new Records().version(ORIGINAL, COPY).version(COPY, ORIGINAL);
        assertThat(look(records, COPY, Action.DISCOVER).outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void onlyApprovedTreatmentsGoIntoTheDerivation() {
        Records records = new Records().version(ORIGINAL).version(COPY, ORIGINAL);
        records.treatments.put(COPY, Set.of(Transformation.ANONYMISE));
        Question question = records.get().question(owner(Action.DISCOVER), COPY);
        assertThat(question.material().derivations())
                .containsExactly(new Derivation(ORIGINAL, COPY, Set.of(Transformation.ANONYMISE)));
    }

    @Test
    void whoIsNotOnRecordOrNotActiveMayNotAsk() {
        Records records = new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()));
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT, OTHER), permit()));
        assertThat(ask(records, OTHER, ORIGINAL).outcome()).isEqualTo(Outcome.DENY);
        records.standings.remove(OWNER);
        assertThat(ask(records, COURT, ORIGINAL).outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(look(records, ORIGINAL, Action.DISCOVER).outcome()).isEqualTo(Outcome.DENY);
    }

    @Test
    void aProhibitionOfOriginalsOnlyLeavesTheDerivative() {
        Scope originals = new Scope(Set.of(Part.values()), Lineage.ORIGINAL_ONLY);
        Records records = new Records()
                .version(ORIGINAL)
                .bound(ORIGINAL, consent('x', clause("1", Effect.PROHIBIT, Set.of(Action.DISCOVER), originals)))
                .version(ELSEWHERE, ORIGINAL);
        assertThat(look(records, ORIGINAL, Action.DISCOVER).permits()).isFalse();
        assertThat(look(records, ELSEWHERE, Action.DISCOVER).permits()).isTrue();
    }

    @Test
    void aDraftReplacesTheClausesOfThatInstrumentOnly() {
        Records records =
                new Records().version(ORIGINAL).bound(ORIGINAL, consent('x', permit()), consent('y', permit()));
        records.agreements.add(agreement('g', AgreementKind.MOU, Set.of(COURT), permit()));
        OnRecord before = records.get();
        WhatIf none = new WhatIf(Records.consentRef('x').id(), List.of(), null);
        assertThat(reasons(none.in(before))).containsExactly(ReasonCode.NO_PERMISSION);
        assertThat(ask(records, COURT, ORIGINAL).permits()).isTrue();
        WhatIf withdrawn = new WhatIf(Records.consentRef('y').id(), null, "WITHDRAWN");
        assertThat(reasons(withdrawn.in(before))).containsExactly(ReasonCode.CONSENT_STATE);
        WhatIf ended = new WhatIf(Records.agreementRef('g').id(), null, "TERMINATED");
        assertThat(reasons(ended.in(before))).containsExactly(ReasonCode.AGREEMENT_STATE);
        WhatIf another = new WhatIf(Records.consentRef('z').id(), List.of(), null);
        assertThat(another.in(before)).isEqualTo(before);
        assertThat(before.concerns(ORIGINAL, another.instrument(), OWNER)).isFalse();
        assertThat(before.concerns(ORIGINAL, none.instrument(), OWNER)).isTrue();
    }

    private static List<ReasonCode> reasons(OnRecord record) {
        return Evaluator.decide(record.question(request(record, COURT), ORIGINAL)).reasons().stream()
                .map(Reason::code)
                .toList();
    }

    @Test
    void hiddenAncestorsAndTheirConsentsAreNotNamed() {
        Records records = new Records()
                .version(ORIGINAL)
                .bound(ORIGINAL, consent('x', permit(), prohibit(Action.DISCLOSE)))
                .version(ELSEWHERE, ORIGINAL);
        Decision decision = ask(records, COURT, ELSEWHERE);
        List<MaterialRef> line = records.get().line(ELSEWHERE);
        assertThat(decision.toString()).contains("con_x");
        String masked = Masking.of(line, records.get(), Set.of(ELSEWHERE.item()), OWNER)
                .of(decision)
                .toString();
        assertThat(masked).doesNotContain("con_x", "itm_a").contains(Masking.ANCESTOR);
        assertThat(Masking.of(line, records.get(), Set.of(ELSEWHERE.item(), ORIGINAL.item()), OWNER)
                        .of(decision))
                .isEqualTo(decision);
        records.bound(ELSEWHERE, consent('x', permit(), prohibit(Action.DISCLOSE)));
        assertThat(Masking.of(line, records.get(), Set.of(ELSEWHERE.item()), OWNER)
                        .of(decision)
                        .toString())
                .as("bound to what may be named, too")
                .contains("con_x");
    }

    @Test
    void nothingDecidedIsNotAPermission() {
        assertThat(Worst.of(List.of()).permits()).isFalse();
    }

    private static Decision look(Records records, MaterialRef version, Action action) {
        return Evaluator.decide(records.get().question(owner(action), version));
    }

    private static Request owner(Action action) {
        return OwnerRequest.of(OWNER, new Records().standings.get(OWNER), Set.of(action), Part.METADATA);
    }

    private static Decision ask(Records records, PartyId party, MaterialRef version) {
        OnRecord record = records.get();
        return Evaluator.decide(record.question(request(record, party), version));
    }

    private static Request request(OnRecord record, PartyId party) {
        Ask ask = PreviewAsk.read(new byte[0]).ask();
        return ask.request(
                party,
                record.standings().getOrDefault(party, Standing.UNKNOWN),
                ask.purposes().get(0),
                record.standings());
    }
}
