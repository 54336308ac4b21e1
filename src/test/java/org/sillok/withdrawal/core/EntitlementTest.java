package org.sillok.withdrawal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.withdrawal.core.Entitlement.Ruling;
import org.sillok.withdrawal.core.Entitlement.Standing;

class EntitlementTest {
    /** The same rule as a table, written down apart: who may say it, and how far. */
    private static final Map<Standing, Map<SaidBy, Level>> TABLE = Map.of(
            Standing.HOLDER,
            Map.of(
                    SaidBy.SOURCE, Level.ERASE,
                    SaidBy.GUARDIAN, Level.ERASE,
                    SaidBy.NEXT_OF_KIN, Level.ERASE,
                    SaidBy.ORGANISATION, Level.ERASE),
            Standing.JOINT_DEPOSITOR,
            Map.of(SaidBy.ORGANISATION, Level.NO_FURTHER_USE),
            Standing.CUSTODIAN,
            Map.of(SaidBy.COURT, Level.RESTRICT, SaidBy.REPOSITORY, Level.RESTRICT));

    @Test
    void everyCombinationIsRuledAsTheTableSays() {
        for (Set<Standing> standings : subsets()) {
            for (SaidBy by : SaidBy.values()) {
                Optional<Level> most = standings.stream()
                        .flatMap(one -> Optional.ofNullable(TABLE.get(one).get(by)).stream())
                        .max(Level::compareTo);
                for (Level level : Level.values()) {
                    Ruling expected = standings.isEmpty()
                            ? Ruling.UNKNOWN
                            : most.isEmpty()
                                    ? Ruling.NOT_THE_VOICE
                                    : level.compareTo(most.get()) <= 0 ? Ruling.ENTITLED : Ruling.TOO_FAR;
                    assertThat(Entitlement.rule(standings, by, level))
                            .as("%s %s %s", standings, by, level)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void nobodyErasesForACourtOrTheRepository() {
        for (Set<Standing> standings : subsets()) {
            for (SaidBy by : Set.of(SaidBy.COURT, SaidBy.REPOSITORY)) {
                assertThat(Entitlement.rule(standings, by, Level.ERASE)).isNotEqualTo(Ruling.ENTITLED);
            }
        }
    }

    @Test
    void moreStandingsNeverTakeARightAway() {
        for (Set<Standing> standings : subsets()) {
            for (Standing more : Standing.values()) {
                Set<Standing> larger = EnumSet.copyOf(Set.of(more));
                larger.addAll(standings);
                for (SaidBy by : SaidBy.values()) {
                    for (Level level : Level.values()) {
                        if (Entitlement.rule(standings, by, level) == Ruling.ENTITLED) {
                            assertThat(Entitlement.rule(larger, by, level)).isEqualTo(Ruling.ENTITLED);
                        }
                    }
                }
            }
        }
    }

    @Test
    void onlyACourtNeedsPaper() {
        assertThat(SaidBy.values()).filteredOn(SaidBy::needsMandate).containsExactly(SaidBy.COURT);
        assertThat(SaidBy.values()).filteredOn(SaidBy::byCustodian).containsExactly(SaidBy.COURT, SaidBy.REPOSITORY);
    }

    private static Set<Set<Standing>> subsets() {
        return Set.of(
                Set.of(),
                EnumSet.of(Standing.HOLDER),
                EnumSet.of(Standing.JOINT_DEPOSITOR),
                EnumSet.of(Standing.CUSTODIAN),
                EnumSet.of(Standing.HOLDER, Standing.JOINT_DEPOSITOR),
                EnumSet.of(Standing.HOLDER, Standing.CUSTODIAN),
                EnumSet.of(Standing.JOINT_DEPOSITOR, Standing.CUSTODIAN),
                EnumSet.allOf(Standing.class));
    }
}
