package org.sillok.wording.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Clause;
import org.sillok.terms.Condition;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Duty;
import org.sillok.terms.Effect;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Relation;
import org.sillok.terms.Scope;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * The vocabulary of terms as sentences, for the people whom they are about. English, and Korean in polite style. The same
 * value is always the same words; every code of this version has words, which the compiler checks. Words explain; what
 * counts is the clause itself. Names and free text come isolated as by {@link Foreign}.
 */
public final class Words {
    private final Names names;
    private final TermWords terms;
    private final ConditionWords conditions;

    /**
     * Words in one language.
     *
     * @param zone in which times are said
     * @param parties what a party is called
     */
    public Words(Language language, ZoneId zone, Function<PartyId, String> parties) {
        names = new Names(language, zone, parties);
        terms = new TermWords(names);
        conditions = new ConditionWords(names);
    }

    public Language language() {
        return names.language();
    }

    public ClauseWords clause(Clause clause) {
        if (!(clause instanceof Term term)) {
            return new ClauseWords(
                    clause.id(),
                    say(
                            "This clause cannot be read by this version of the program. Until it can, it forbids everything.",
                            "이 프로그램 버전은 이 조항을 읽을 수 없습니다. 읽을 수 있을 때까지 이 조항은 모든 것을 금지합니다."),
                    List.of(),
                    List.of(),
                    List.of());
        }
        return new ClauseWords(
                term.id(),
                terms.rule(term),
                terms.limits(term),
                term.conditions().stream().map(conditions::condition).toList(),
                term.duties().stream().map(conditions::duty).sorted().toList());
    }

    public String condition(Condition condition) {
        return conditions.condition(condition);
    }

    public String duty(Duty duty) {
        return conditions.duty(duty);
    }

    public String action(Action action) {
        return terms.action(action);
    }

    public String purpose(Purpose purpose) {
        return names.purpose(purpose);
    }

    public String partyClass(PartyClass partyClass) {
        return names.partyClass(partyClass);
    }

    public String proceeding(Proceeding proceeding) {
        return names.proceeding(proceeding);
    }

    public String place(Place place) {
        return terms.place(place);
    }

    public String part(Part part) {
        return terms.part(part);
    }

    public String lineage(Lineage lineage) {
        return terms.lineage(lineage);
    }

    public String state(StateCode state) {
        return names.state(state);
    }

    public String time(Instant instant) {
        return names.time(instant);
    }

    public String window(Window window) {
        return terms.window(window);
    }

    /** Which parts of the material something is about, and whether it reaches what was made from it. */
    public String scope(Scope scope) {
        String parts =
                names.join(scope.parts().stream().sorted().map(terms::part).toList(), say("and", ""));
        return parts.isEmpty()
                ? say("This is about nothing.", "이 조항은 아무것에도 해당하지 않습니다.")
                : say("This is about " + parts + ". ", "이 조항은 다음에 해당합니다: " + parts + ". ")
                        + terms.lineage(scope.lineage());
    }

    public String effect(Effect effect) {
        return switch (effect) {
            case PERMIT -> say("This is permitted.", "허용됩니다.");
            case PROHIBIT -> say("This is forbidden.", "금지됩니다.");
        };
    }

    /** What somebody is to a piece of material. */
    public String relation(Relation relation) {
        return switch (relation) {
            case TESTIMONY_OF ->
                say("This person tells in it what they saw or lived through.", "이 사람이 보거나 겪은 일을 증언한 자료입니다.");
            case PROVIDED_BY -> say("This person gave it to the organisation.", "이 사람이 단체에 제공한 자료입니다.");
            case DEPICTS -> say("This person can be seen or heard in it.", "이 사람의 모습이나 목소리가 담긴 자료입니다.");
            case MENTIONS -> say("This person is mentioned in it.", "이 사람이 언급된 자료입니다.");
            case OWNED_BY -> say("It belongs to this person.", "이 사람이 소유한 자료입니다.");
        };
    }

    public String agreementKind(AgreementKind kind) {
        return switch (kind) {
            case PROTOCOL -> say("Protocol (a frame under which other agreements are made)", "의정서(다른 합의의 틀이 되는 합의)");
            case MOU -> say("Memorandum of understanding", "양해각서");
            case CASE_UNDERTAKING -> say("Undertaking for one case", "개별 사건에 관한 서약");
            case COURT_ORDER -> say("Order of a court", "법원 명령");
        };
    }

    public String agreementState(AgreementState state) {
        return switch (state) {
            case DRAFT -> say("A draft. Nobody is bound by it.", "초안입니다. 아무도 구속하지 않습니다.");
            case PROPOSED ->
                say(
                        "Proposed. It does not count until every party has signed.",
                        "제안된 상태입니다. 모든 당사자가 서명하기 전에는 효력이 없습니다.");
            case IN_FORCE -> say("In force.", "효력이 있습니다.");
            case SUSPENDED -> say("Suspended. For now it permits nothing.", "효력이 정지되었습니다. 지금은 아무것도 허용하지 않습니다.");
            case EXPIRED -> say("Expired. It permits nothing any more.", "기간이 끝났습니다. 더는 아무것도 허용하지 않습니다.");
            case TERMINATED -> say("Terminated. It permits nothing any more.", "종료되었습니다. 더는 아무것도 허용하지 않습니다.");
        };
    }

    public String consentState(ConsentState state) {
        return switch (state) {
            case REQUESTED ->
                say("Asked for, not answered yet. Nothing is permitted.", "동의를 요청했으나 아직 답이 없습니다. 아무것도 허용되지 않습니다.");
            case DEFERRED -> say("Put off. Nothing is permitted.", "결정을 미루었습니다. 아무것도 허용되지 않습니다.");
            case REFUSED -> say("Refused. Nothing is permitted.", "거절했습니다. 아무것도 허용되지 않습니다.");
            case GIVEN -> say("Given.", "동의했습니다.");
            case REAFFIRMED -> say("Given, and said again later.", "동의했고, 나중에 다시 확인했습니다.");
            case NARROWED -> say("Given, and narrowed later.", "동의했고, 나중에 범위를 줄였습니다.");
            case WIDENED -> say("Given, and widened later.", "동의했고, 나중에 범위를 넓혔습니다.");
            case WITHDRAWN -> say("Withdrawn. Nothing is permitted any more.", "철회했습니다. 더는 아무것도 허용되지 않습니다.");
            case REVOKED_BY_OTHER ->
                say(
                        "Taken back by somebody who may speak for the person. Nothing is permitted any more.",
                        "본인을 대신할 수 있는 사람이 취소했습니다. 더는 아무것도 허용되지 않습니다.");
            case EXPIRED -> say("Its time is over. Nothing is permitted any more.", "기간이 끝났습니다. 더는 아무것도 허용되지 않습니다.");
            case INVALIDATED ->
                say("Found not to be valid. Nothing is permitted.", "유효하지 않은 것으로 밝혀졌습니다. 아무것도 허용되지 않습니다.");
            case UNKNOWN -> say("Not known. Nothing is permitted.", "알 수 없습니다. 아무것도 허용되지 않습니다.");
        };
    }

    private String say(String english, String korean) {
        return names.language().of(english, korean);
    }
}
