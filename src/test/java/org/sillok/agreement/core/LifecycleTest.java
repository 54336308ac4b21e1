package org.sillok.agreement.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.core.People.COURT;
import static org.sillok.agreement.core.People.NGO;
import static org.sillok.agreement.core.People.NOW;
import static org.sillok.agreement.core.People.SECOND_NGO;
import static org.sillok.agreement.core.People.STRANGER;
import static org.sillok.agreement.core.People.agreement;
import static org.sillok.agreement.core.People.auditor;
import static org.sillok.agreement.core.People.contributor;
import static org.sillok.agreement.core.People.custodian;
import static org.sillok.agreement.core.People.investigator;
import static org.sillok.agreement.core.People.user;
import static org.sillok.agreement.core.People.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;

class LifecycleTest {
    /** Every state that an agreement can be in, as what it stands on and how far its newest version is. */
    private static AgreementHead state(Standing standing, Stage newest) {
        VersionHead signed = version(1, Stage.SIGNED, Set.of(NGO, COURT));
        if (standing == Standing.NONE) {
            return agreement(standing, null, version(1, newest, Set.of()));
        }
        return newest == Stage.SIGNED
                ? agreement(standing, 1, signed)
                : agreement(standing, 1, signed, version(2, newest, Set.of()));
    }

    /** What the drafting party, which is a provider, may do in a state. */
    private static Set<Act> ofTheDrafter(Standing standing, Stage newest) {
        List<Act> acts = new ArrayList<>();
        if (standing == Standing.TERMINATED) {
            return Set.of();
        }
        switch (newest) {
            case DRAFT -> acts.addAll(List.of(Act.REVISE, Act.PROPOSE, Act.WITHDRAW));
            case PROPOSED -> acts.addAll(List.of(Act.SIGN, Act.WITHDRAW));
            case SIGNED, WITHDRAWN -> acts.add(Act.AMEND);
        }
        // The other side's suspension is taken over by a provider's own.
        if (standing == Standing.IN_FORCE || standing == Standing.SUSPENDED) {
            acts.add(Act.SUSPEND);
        }
        if (standing != Standing.NONE) {
            acts.add(Act.TERMINATE);
        }
        return Set.copyOf(acts);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void theDrafterMayDoInEachStateWhatIsListedAndNothingElse(Act act) {
        for (Standing standing : Standing.values()) {
            for (Stage newest : Stage.values()) {
                if (standing == Standing.NONE && newest == Stage.SIGNED) {
                    continue; // signed by all is in force
                }
                assertThat(
                                Lifecycle.decide(state(standing, newest), act, contributor(NGO), null)
                                        instanceof Ruling.Allowed)
                        .as("%s in %s with %s", act, standing, newest)
                        .isEqualTo(ofTheDrafter(standing, newest).contains(act));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void whoIsNotNamedMayDoNothingInAnyState(Act act) {
        for (Standing standing : Standing.values()) {
            for (Stage newest : Stage.values()) {
                AgreementHead agreement =
                        standing == Standing.NONE && newest == Stage.SIGNED ? null : state(standing, newest);
                if (agreement != null) {
                    assertThat(Lifecycle.decide(agreement, act, contributor(STRANGER), STRANGER))
                            .as("%s in %s with %s", act, standing, newest)
                            .isNotInstanceOf(Ruling.Allowed.class);
                }
            }
        }
    }

    @Test
    void eachPartySignsOnceAndForItselfOnly() {
        VersionHead half = version(1, Stage.PROPOSED, Set.of(NGO));
        AgreementHead agreement = agreement(Standing.NONE, null, half);
        assertThat(decide(agreement, Act.SIGN, contributor(NGO))).isInstanceOf(Ruling.NotNow.class);
        assertThat(decide(agreement, Act.SIGN, investigator(COURT))).isInstanceOf(Ruling.Allowed.class);
        assertThat(decide(agreement, Act.SIGN, custodian())).isInstanceOf(Ruling.NotYours.class);
        assertThat(decide(agreement, Act.SIGN, auditor(COURT))).isInstanceOf(Ruling.NotYours.class);
        assertThat(Lifecycle.completes(half, COURT)).isTrue();
        assertThat(Lifecycle.completes(version(1, Stage.PROPOSED, Set.of()), COURT))
                .isFalse();
        assertThat(Lifecycle.completes(half, NGO)).isFalse();
    }

    @Test
    void whoIsNamedNoMoreSignsThat() {
        VersionHead next = withLeaving(version(2, Stage.PROPOSED, Set.of(NGO, COURT)), SECOND_NGO);
        AgreementHead agreement = agreement(
                Standing.IN_FORCE,
                1,
                version(1, Stage.SIGNED, Set.of(NGO, SECOND_NGO), Set.of(COURT), Set.of(NGO, SECOND_NGO, COURT)),
                next);
        assertThat(decide(agreement, Act.SIGN, contributor(SECOND_NGO))).isInstanceOf(Ruling.Allowed.class);
        assertThat(Lifecycle.completes(next, SECOND_NGO)).isTrue();
        assertThat(Lifecycle.completes(next, COURT)).isFalse();
    }

    private static VersionHead withLeaving(VersionHead version, PartyId leaving) {
        return new VersionHead(
                version.number(),
                version.stage(),
                version.draftedBy(),
                version.wasProposed(),
                version.providers(),
                version.recipients(),
                Set.of(leaving),
                version.startsAt(),
                version.until(),
                version.signed(),
                version.onPaper(),
                version.proposedBy());
    }

    @Test
    void aSignatureOnPaperIsConfirmedByAnotherPersonWhoIsACustodian() {
        VersionHead proposed = version(1, Stage.PROPOSED, Set.of());
        VersionHead recorded = new VersionHead(
                1,
                Stage.PROPOSED,
                NGO,
                true,
                Set.of(NGO),
                Set.of(COURT),
                Set.of(),
                null,
                null,
                Set.of(),
                Map.of(NGO, user("b")),
                user("b"));
        AgreementHead agreement = agreement(Standing.NONE, null, recorded);
        assertThat(Lifecycle.decide(agreement, Act.CONFIRM, custodian(), NGO)).isInstanceOf(Ruling.Allowed.class);
        assertThat(Lifecycle.decide(agreement, Act.CONFIRM, custodian(), COURT)).isInstanceOf(Ruling.NotNow.class);
        assertThat(Lifecycle.decide(agreement, Act.CONFIRM, contributor(COURT), NGO))
                .isInstanceOf(Ruling.NotYours.class);
        Acting recorder = new Acting(People.REPOSITORY, user("b"), true, false, true);
        assertThat(Lifecycle.decide(agreement, Act.CONFIRM, recorder, NGO)).isInstanceOf(Ruling.NotYours.class);
        assertThat(Lifecycle.decide(agreement(Standing.NONE, null, proposed), Act.CONFIRM, custodian(), NGO))
                .isInstanceOf(Ruling.NotNow.class);
    }

    @Test
    void aCourtOrderIsACustodiansAndConfirmedByASecondOne() {
        VersionHead proposed = version(1, Stage.PROPOSED, Set.of());
        AgreementHead order = agreement(AgreementKind.COURT_ORDER, Standing.NONE, null, proposed);
        assertThat(decide(order, Act.SIGN, contributor(NGO))).isInstanceOf(Ruling.NotNow.class);
        assertThat(decide(order, Act.CONFIRM, custodian())).isInstanceOf(Ruling.Allowed.class);
        Acting proposer = new Acting(People.REPOSITORY, user("b"), false, false, true);
        assertThat(decide(order, Act.CONFIRM, proposer)).isInstanceOf(Ruling.NotYours.class);
        AgreementHead force =
                agreement(AgreementKind.COURT_ORDER, Standing.IN_FORCE, 1, version(1, Stage.SIGNED, Set.of()));
        for (Act act : List.of(Act.SUSPEND, Act.TERMINATE, Act.AMEND)) {
            assertThat(decide(force, act, contributor(NGO))).as("%s", act).isInstanceOf(Ruling.NotYours.class);
        }
        assertThat(decide(force, Act.AMEND, custodian())).isInstanceOf(Ruling.Allowed.class);
        assertThat(decide(force, Act.SUSPEND, custodian())).isInstanceOf(Ruling.NotNow.class);
        assertThat(decide(force, Act.TERMINATE, custodian())).isInstanceOf(Ruling.NotNow.class);
        assertThat(decide(order, Act.WITHDRAW, contributor(NGO)))
                .as("by the party that drafted it, but no custodian")
                .isInstanceOf(Ruling.NotYours.class);
    }

    @Test
    void onlyARecipientsSuspensionIsTakenOverAndOnlyByAProvider() {
        AgreementHead byCourt = state(Standing.SUSPENDED, Stage.SIGNED);
        assertThat(decide(byCourt, Act.SUSPEND, contributor(NGO))).isInstanceOf(Ruling.Allowed.class);
        assertThat(decide(byCourt, Act.SUSPEND, investigator(COURT))).isInstanceOf(Ruling.NotNow.class);
        AgreementHead byCustodian = suspendedBy(People.REPOSITORY);
        assertThat(decide(byCustodian, Act.SUSPEND, contributor(NGO))).isInstanceOf(Ruling.NotNow.class);
    }

    @Test
    void whoIsPartyNoMoreResumesNothing() {
        assertThat(decide(suspendedBy(STRANGER), Act.RESUME, contributor(STRANGER)))
                .isInstanceOf(Ruling.NotYours.class);
        assertThat(decide(suspendedBy(People.REPOSITORY), Act.RESUME, contributor(People.REPOSITORY)))
                .as("staff of the repository, but no custodian")
                .isInstanceOf(Ruling.NotYours.class);
    }

    private static AgreementHead suspendedBy(PartyId party) {
        VersionHead signed = version(1, Stage.SIGNED, Set.of(NGO, COURT));
        return new AgreementHead(
                People.AGREEMENT,
                NGO,
                AgreementKind.MOU,
                3,
                1,
                1,
                false,
                Standing.SUSPENDED,
                party,
                NOW,
                List.of(signed));
    }

    @Test
    void aSuspensionIsLiftedByWhoSuspendedOrACustodian() {
        AgreementHead suspended = state(Standing.SUSPENDED, Stage.SIGNED);
        assertThat(decide(suspended, Act.RESUME, contributor(NGO))).isInstanceOf(Ruling.NotYours.class);
        assertThat(decide(suspended, Act.RESUME, investigator(COURT))).isInstanceOf(Ruling.Allowed.class);
        assertThat(decide(suspended, Act.RESUME, custodian())).isInstanceOf(Ruling.Allowed.class);
        assertThat(decide(state(Standing.IN_FORCE, Stage.SIGNED), Act.RESUME, custodian()))
                .isInstanceOf(Ruling.NotNow.class);
    }

    @Test
    void onlyAPartyOfTheNewestSignedVersionAmends() {
        VersionHead old = version(1, Stage.WITHDRAWN, Set.of(NGO, STRANGER), Set.of(COURT), Set.of());
        VersionHead signed = version(2, Stage.SIGNED, Set.of(NGO, COURT));
        AgreementHead agreement = agreement(Standing.IN_FORCE, 2, old, signed);
        assertThat(decide(agreement, Act.AMEND, contributor(STRANGER))).isInstanceOf(Ruling.NotYours.class);
        assertThat(decide(agreement, Act.AMEND, investigator(COURT))).isInstanceOf(Ruling.Allowed.class);
        // Who does not see the version that all have signed is no party of it.
        AgreementHead removed = agreement(Standing.IN_FORCE, 2, old);
        assertThat(decide(removed, Act.AMEND, contributor(NGO))).isInstanceOf(Ruling.NotYours.class);
        assertThat(decide(removed, Act.TERMINATE, contributor(NGO))).isInstanceOf(Ruling.NotYours.class);
    }

    @Test
    void aDraftThatIsNotSeenStandsInTheWayAllTheSame() {
        VersionHead signed = version(1, Stage.SIGNED, Set.of(NGO, COURT));
        AgreementHead hidden = new AgreementHead(
                People.AGREEMENT, NGO, AgreementKind.MOU, 3, 2, 1, true, Standing.IN_FORCE, null, NOW, List.of(signed));
        assertThat(decide(hidden, Act.AMEND, contributor(COURT))).isInstanceOf(Ruling.NotNow.class);
    }

    @Test
    void nothingCountsBeforeTheLastSignature() {
        assertThat(Lifecycle.startsAt(null, NOW)).isEqualTo(NOW);
        assertThat(Lifecycle.startsAt(NOW.minusMillis(1), NOW)).isEqualTo(NOW);
        assertThat(Lifecycle.startsAt(NOW.plusMillis(1), NOW)).isEqualTo(NOW.plusMillis(1));
    }

    private static Ruling decide(AgreementHead agreement, Act act, Acting acting) {
        return Lifecycle.decide(agreement, act, acting, null);
    }
}
