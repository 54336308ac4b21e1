package org.sillok.consent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Outcome;

class StandingTest {
    private static final Instant DAY = Instant.parse("2024-03-10T00:00:00Z");
    private static final Set<ConsentState> STOPS = EnumSet.of(
            ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.REVOKED_BY_OTHER, ConsentState.INVALIDATED);
    private static final Set<ConsentState> PERMITS =
            EnumSet.of(ConsentState.GIVEN, ConsentState.REAFFIRMED, ConsentState.NARROWED, ConsentState.WIDENED);

    /** Which event may follow which: N at once, S with a second person, - not at all. Said later, by the person. */
    private static final String TABLE = """
            after             REQUESTED DEFERRED REFUSED GIVEN REAFFIRMED NARROWED WIDENED WITHDRAWN REVOKED_BY_OTHER EXPIRED INVALIDATED UNKNOWN
            nothing           N         N        N       N     -          -        -       -         -                -       -           N
            REQUESTED         N         N        N       N     -          -        -       N         N                N       N           N
            DEFERRED          N         N        N       N     -          -        -       N         N                N       N           N
            UNKNOWN           N         N        N       N     -          -        -       N         N                N       N           N
            EXPIRED           N         N        N       N     -          -        -       N         N                N       N           N
            REFUSED           -         -        N       S     -          -        -       N         N                -       N           -
            GIVEN             -         -        N       -     N          N        S       N         N                N       N           N
            GIVEN,REAFFIRMED  -         -        N       -     N          N        S       N         N                N       N           N
            GIVEN,NARROWED    -         -        N       -     N          N        S       N         N                N       N           N
            GIVEN,WIDENED     -         -        N       -     N          N        S       N         N                N       N           N
            GIVEN,UNKNOWN     N         N        N       S     S          -        -       N         N                N       N           N
            GIVEN,EXPIRED     N         N        N       S     S          -        -       N         N                N       N           N
            GIVEN,WITHDRAWN   -         -        N       S     -          -        -       N         N                -       N           -
            GIVEN,REVOKED_BY_OTHER - -  N       S     -          -        -       N         N                -       N           -
            GIVEN,INVALIDATED -         -        N       S     -          -        -       N         N                -       N           -
            """;

    @Test
    void whichEventMayFollowWhichIsWrittenDown() {
        List<String> lines = TABLE.lines().toList();
        List<String> states = List.of(lines.get(0).split(" +", -1)).subList(1, 13);
        assertThat(states).hasSize(ConsentState.values().length);
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(" +", -1));
            Standing before = Standing.NONE;
            int day = 0;
            for (String event : cells.get(0).equals("nothing")
                    ? new String[0]
                    : cells.get(0).split(",", -1)) {
                before = before.after(event(before, ConsentState.valueOf(event), day++, true));
            }
            for (int i = 0; i < states.size(); i++) {
                Step step = before.next(
                        new Wanted(ConsentState.valueOf(states.get(i)), at(day), ExpressedBy.SELF, true, false));
                String found = step instanceof Step.Now ? "N" : step instanceof Step.Second ? "S" : "-";
                assertThat(found).as("%s after %s", states.get(i), cells.get(0)).isEqualTo(cells.get(i + 1));
            }
        }
    }

    @Test
    void consentSaidBeforeARefusalDoesNotReviveIt() {
        Standing refused = after(ConsentState.GIVEN, ConsentState.WITHDRAWN);
        for (int day : new int[] {-5, 0, 1}) {
            assertThat(refused.next(wanted(ConsentState.GIVEN, day))).isInstanceOf(Step.Impossible.class);
            assertThat(refused.after(event(refused, ConsentState.GIVEN, day, true))
                            .state())
                    .isEqualTo(ConsentState.WITHDRAWN);
        }
        assertThat(refused.after(event(refused, ConsentState.GIVEN, 2, false)).state())
                .as("one person only")
                .isEqualTo(ConsentState.WITHDRAWN);
        assertThat(refused.after(event(refused, ConsentState.GIVEN, 2, true)).permits())
                .isTrue();
    }

    @Test
    void aWithdrawalCountsHoweverLongAgoItWasSaid() {
        Standing given = Standing.NONE.after(event(Standing.NONE, ConsentState.GIVEN, 10, false));
        assertThat(given.after(event(given, ConsentState.WITHDRAWN, 1, false)).stops())
                .isTrue();
    }

    @Test
    void wideningSaidBeforeANarrowingDoesNotUndoIt() {
        Standing narrowed = after(ConsentState.GIVEN, ConsentState.NARROWED);
        assertThat(narrowed.next(wanted(ConsentState.WIDENED, 1))).isInstanceOf(Step.Impossible.class);
        assertThat(narrowed.next(wanted(ConsentState.REAFFIRMED, 0))).isInstanceOf(Step.Impossible.class);
        assertThat(narrowed.next(wanted(ConsentState.WIDENED, 2))).isInstanceOf(Step.Second.class);
        Standing after = narrowed.after(event(narrowed, ConsentState.WIDENED, 1, true));
        assertThat(after.state()).isEqualTo(ConsentState.NARROWED);
        assertThat(after.version()).isEqualTo(narrowed.version());
    }

    @Test
    void onlyThePersonOrWhoTookItBackCanGiveItAnew() {
        Standing given = Standing.NONE.after(event(Standing.NONE, ConsentState.GIVEN, 0, false));
        Standing bySelf = given.after(said(given, ConsentState.WITHDRAWN, ExpressedBy.SELF, 1));
        Standing byGuardian = given.after(said(given, ConsentState.WITHDRAWN, ExpressedBy.GUARDIAN, 1));
        Standing invalid = given.after(said(given, ConsentState.INVALIDATED, null, 1));
        Standing byBoth = bySelf.after(said(bySelf, ConsentState.WITHDRAWN, ExpressedBy.GUARDIAN, 2));
        assertThat(again(bySelf, ExpressedBy.GUARDIAN)).isInstanceOf(Step.Impossible.class);
        assertThat(again(byGuardian, ExpressedBy.GUARDIAN)).isInstanceOf(Step.Second.class);
        assertThat(again(byGuardian, ExpressedBy.NEXT_OF_KIN)).isInstanceOf(Step.Impossible.class);
        assertThat(again(byGuardian, ExpressedBy.SELF)).isInstanceOf(Step.Second.class);
        assertThat(again(invalid, ExpressedBy.GUARDIAN)).isInstanceOf(Step.Impossible.class);
        assertThat(again(invalid, null)).isInstanceOf(Step.Impossible.class);
        assertThat(again(byBoth, ExpressedBy.GUARDIAN))
                .as("a second withdrawal by somebody else does not take it from the person")
                .isInstanceOf(Step.Impossible.class);
    }

    @Test
    void whatIsNotProvablyNarrowerIsNoNarrowing() {
        Standing given = after(ConsentState.GIVEN);
        assertThat(given.next(new Wanted(ConsentState.NARROWED, at(5), ExpressedBy.SELF, false, false)))
                .isInstanceOf(Step.Impossible.class);
        assertThat(given.next(new Wanted(ConsentState.REAFFIRMED, at(5), ExpressedBy.SELF, false, false)))
                .isInstanceOf(Step.Second.class);
        assertThat(given.next(new Wanted(ConsentState.REAFFIRMED, at(5), ExpressedBy.SELF, true, true)))
                .as("what has lapsed")
                .isInstanceOf(Step.Second.class);
    }

    @Test
    void askingAgainDoesNotSoftenARefusal() {
        Standing refused = after(ConsentState.REFUSED);
        for (ConsentState soft :
                List.of(ConsentState.REQUESTED, ConsentState.DEFERRED, ConsentState.UNKNOWN, ConsentState.EXPIRED)) {
            assertThat(refused.after(event(refused, soft, 9, true)).state()).isEqualTo(ConsentState.REFUSED);
        }
    }

    @Test
    void goingAroundByNotKnowingTakesTwoPeopleToo() {
        Standing unknown = after(ConsentState.GIVEN, ConsentState.UNKNOWN);
        assertThat(unknown.next(wanted(ConsentState.GIVEN, 5))).isInstanceOf(Step.Second.class);
        assertThat(unknown.after(event(unknown, ConsentState.GIVEN, 5, false)).permits())
                .isFalse();
    }

    @Test
    void onlyWhatThePersonSaidAfterComingOfAgeCounts() {
        Instant majority = at(5);
        Standing minor = Standing.NONE.after(said(Standing.NONE, ConsentState.GIVEN, ExpressedBy.SELF, 4));
        assertThat(minor.affirmedSince(majority)).isFalse();
        Standing byGuardian = minor.after(said(minor, ConsentState.REAFFIRMED, ExpressedBy.GUARDIAN, 6));
        assertThat(byGuardian.affirmedSince(majority)).isFalse();
        Standing narrowed = minor.after(said(minor, ConsentState.NARROWED, ExpressedBy.SELF, 6));
        assertThat(narrowed.affirmedSince(majority)).isFalse();
        Standing ofAge = minor.after(said(minor, ConsentState.REAFFIRMED, ExpressedBy.SELF, 5));
        assertThat(ofAge.affirmedSince(majority)).isTrue();
        assertThat(ofAge.affirmedSince(null)).as("nobody knows the day").isFalse();
        Standing withdrawn = ofAge.after(said(ofAge, ConsentState.WITHDRAWN, ExpressedBy.SELF, 7));
        assertThat(withdrawn.affirmedSince(majority)).isFalse();
    }

    @Test
    void aPermissionWithoutAVersionPermitsNothing() {
        ConsentEvent given = new ConsentEvent(1, ConsentState.GIVEN, null, ExpressedBy.SELF, DAY, DAY, true);
        assertThat(Standing.of(List.of(given)).permits()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ConsentState.class)
    void statesArePermittingAndStoppingAsTheEvaluatorSays(ConsentState state) {
        assertThat(Kinds.permits(state))
                .isEqualTo(state.ceiling() == Outcome.PERMIT)
                .isEqualTo(PERMITS.contains(state));
        assertThat(Kinds.stops(state)).isEqualTo(STOPS.contains(state));
    }

    /** Every history of up to four events: after a stop nothing permits but what was confirmed and said later. */
    @Test
    void inEveryHistoryAStopStandsUntilItIsLiftedProperly() {
        int histories = 0;
        for (ConsentState a : ConsentState.values()) {
            for (ConsentState b : ConsentState.values()) {
                for (ConsentState c : ConsentState.values()) {
                    for (int confirmed = 0; confirmed < 8; confirmed++) {
                        for (int order = 0; order < 3; order++) {
                            check(List.of(a, b, c), confirmed, order);
                            histories++;
                        }
                    }
                }
            }
        }
        assertThat(histories).isEqualTo(12 * 12 * 12 * 24);
    }

    private static void check(List<ConsentState> states, int confirmed, int order) {
        Standing standing = Standing.NONE;
        boolean stopped = false;
        Instant lastStop = Instant.MIN;
        for (int i = 0; i < states.size(); i++) {
            int day = order == 0 ? i : order == 1 ? -i : 0;
            boolean second = ((confirmed >> i) & 1) == 1;
            ConsentState state = states.get(i);
            standing = standing.after(event(standing, state, day, second));
            if (STOPS.contains(state)) {
                stopped = true;
                lastStop = lastStop.isAfter(at(day)) ? lastStop : at(day);
                assertThat(standing.state()).isEqualTo(state);
            } else if (stopped && state == ConsentState.GIVEN && second && at(day).isAfter(lastStop)) {
                stopped = false;
            }
            assertThat(!stopped || standing.stops())
                    .as("%s %d %d", states, confirmed, order)
                    .isTrue();
            assertThat(standing.events()).isEqualTo(i + 1);
            if (standing.permits()) {
                assertThat(standing.version()).isNotNull();
            }
        }
    }

    /** A refusal or withdrawal put anywhere at the end of any history forbids. */
    @Test
    void aStopAtTheEndOfAnyHistoryForbids() {
        long seed = 20;
        Random random = new Random(seed);
        Map<ConsentState, Integer> seen = new EnumMap<>(ConsentState.class);
        for (int round = 0; round < 2_000; round++) {
            List<ConsentState> history = new ArrayList<>(List.of(ConsentState.values()));
            Collections.shuffle(history, random);
            Standing standing = Standing.NONE;
            for (ConsentState state : history.subList(0, random.nextInt(history.size()))) {
                standing = standing.after(event(standing, state, random.nextInt(20) - 10, random.nextBoolean()));
                seen.merge(standing.state(), 1, Integer::sum);
            }
            for (ConsentState stop : STOPS) {
                assertThat(standing.after(event(standing, stop, -100, false)).stops())
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
        assertThat(seen.keySet()).contains(ConsentState.GIVEN, ConsentState.WITHDRAWN);
    }

    private static Step again(Standing standing, @Nullable ExpressedBy by) {
        return standing.next(new Wanted(ConsentState.GIVEN, at(9), by, false, false));
    }

    private static Wanted wanted(ConsentState state, int day) {
        return new Wanted(state, at(day), ExpressedBy.SELF, true, false);
    }

    private static Standing after(ConsentState... states) {
        Standing standing = Standing.NONE;
        for (int i = 0; i < states.length; i++) {
            standing = standing.after(event(standing, states[i], i, true));
        }
        return standing;
    }

    private static ConsentEvent said(Standing before, ConsentState state, @Nullable ExpressedBy by, int day) {
        return new ConsentEvent(before.events() + 1, state, before.events() + 1, by, at(day), at(100), true);
    }

    private static ConsentEvent event(Standing before, ConsentState state, int day, boolean confirmed) {
        int number = before.events() + 1;
        return new ConsentEvent(number, state, number, ExpressedBy.SELF, at(day), at(100 + number), confirmed);
    }

    private static Instant at(int day) {
        return DAY.plus(day, ChronoUnit.DAYS);
    }
}
