package org.sillok.wording.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Argument;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Duty;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Effect;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Shape;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/** Clauses that use every code, with invented parties. */
public final class SampleTerms {
    public static final PartyId COURT = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    public static final PartyId CENTRE = new PartyId("pty_bbbbbbbbbbbbbbbbbbbbbbbbba");
    public static final Instant SPRING = Instant.parse("2027-02-28T15:00:00Z");
    public static final Instant AUTUMN = Instant.parse("2030-09-30T15:00:30.500Z");
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final Map<PartyId, String> NAMES = Map.of(COURT, "가상 재판소", CENTRE, "Fictitious Centre");

    private SampleTerms() {}

    public static Words words(Language language) {
        return new Words(language, SEOUL, SampleTerms::name);
    }

    public static String name(PartyId party) {
        return NAMES.getOrDefault(party, party.value());
    }

    /** May receive it for trials, on every condition and with every duty. */
    public static Term everything() {
        return new Term(
                new ClauseId("1.1"),
                Effect.PERMIT,
                Set.of(Action.values()),
                new Selection<>(
                        false,
                        Set.of(new Recipient.One(COURT), new Recipient.All(PartyClass.MECHANISM)),
                        Set.of(new Recipient.One(CENTRE))),
                new Selection<>(true, Set.of(), Set.of(Purpose.INTELLIGENCE, Purpose.MEDIA)),
                Map.of(
                        Place.SEAT, Selection.only(Set.of(new StateCode("KR"), new StateCode("NL"))),
                        Place.STORAGE, Selection.anyExcept(Set.of(new StateCode("KP"))),
                        Place.PROCEEDING, Selection.any(),
                        Place.ONWARD, Selection.only(Set.of(new StateCode("ZZ")))),
                Selection.only(Set.of(Proceeding.values())),
                new Scope(Set.of(Part.CONTENT, Part.METADATA), Lineage.DERIVATIVES_ONLY),
                new Window(SPRING, AUTUMN),
                Arrays.stream(ConditionCode.values())
                        .map(SampleTerms::condition)
                        .toList(),
                Set.copyOf(
                        Arrays.stream(DutyCode.values()).map(SampleTerms::duty).toList()));
    }

    public static Term simple(Effect effect) {
        return new Term(
                new ClauseId("2"),
                effect,
                Set.of(Action.DISCLOSE, Action.INSPECT),
                Selection.only(Set.of(new Recipient.One(COURT))),
                Selection.only(Set.of(Purpose.CRIMINAL_PROSECUTION)),
                Map.of(),
                Selection.any(),
                Scope.EVERYTHING,
                Window.ALWAYS,
                List.of(),
                Set.of());
    }

    static Condition condition(ConditionCode code) {
        return new Condition(code, argument(code.shape()));
    }

    static Duty duty(DutyCode code) {
        return new Duty(code, argument(code.shape()));
    }

    private static Argument argument(Shape shape) {
        return switch (shape) {
            case NOTHING -> Argument.Nothing.NOTHING;
            case RECIPIENTS ->
                new Argument.Recipients(Set.of(new Recipient.One(COURT), new Recipient.All(PartyClass.NGO)));
            case PURPOSES -> new Argument.Purposes(Set.of(Purpose.ACCOUNTABILITY, Purpose.ASYLUM));
            case STATES -> new Argument.States(Set.of(new StateCode("KR"), new StateCode("CH")));
            case INSTANT -> new Argument.At(SPRING);
            case COUNT -> new Argument.Count(3);
            case CASES -> new Argument.Cases(Set.of(new CaseRef("Case 7"), new CaseRef("사건 12")));
            case TEXT -> new Argument.Text("only if her sister agrees\n언니가 동의할 때만");
        };
    }
}
