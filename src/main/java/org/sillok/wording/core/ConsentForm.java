package org.sillok.wording.core;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sillok.terms.Action;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Duty;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Purpose;
import org.sillok.terms.Shape;

/**
 * The form on which an interviewer takes down a consent where there is no computer. Each thing to fill in stands for one
 * member of what is recorded later; nothing on it asks for a name.
 */
public final class ConsentForm {
    private static final String BLANK = ": ____________________";
    /** Asked for once for the whole consent, not for each clause. */
    private static final Set<ConditionCode> ASKED_ELSEWHERE =
            EnumSet.of(ConditionCode.VALID_FROM, ConditionCode.VALID_UNTIL, ConditionCode.REVIEW_BY);

    private static final List<Purpose> FIRST = List.of(
            Purpose.ACCOUNTABILITY,
            Purpose.TRUTH_AND_REPARATION,
            Purpose.PRESERVATION,
            Purpose.AUDIT,
            Purpose.RESEARCH);

    private final Language language;
    private final Words words;
    private int last;

    private ConsentForm(Language language) {
        this.language = language;
        // A form names no party and no time.
        this.words = new Words(language, ZoneOffset.UTC, party -> "");
    }

    public static Document of(Language language) {
        return new ConsentForm(language).document();
    }

    private Document document() {
        return new Document(
                language,
                say("Consent", "동의서"),
                say(
                        "What you allow to be done with what you told or gave us. The interviewer reads everything aloud and"
                                + " fills it in with you.",
                        "말씀하시거나 주신 자료를 어떻게 사용해도 되는지를 적는 서식입니다. 면담자가 모두 소리 내어 읽고 함께 작성합니다."),
                List.of(
                        beforehand(),
                        explained(),
                        speaking(),
                        uses(),
                        conditions(),
                        naming(),
                        times(),
                        answer(),
                        Document.Section.of(heading("How to take it back", "동의를 철회하는 방법"), withdrawal()),
                        signatures()));
    }

    private Document.Section beforehand() {
        return Document.Section.of(
                heading("Before you begin", "시작하기 전에"),
                new Block.Note(say(
                        "You do not have to consent to anything. You may refuse each point, stop at any time and ask"
                                + " whatever you like. Nothing depends on what you answer here. What is not ticked is not"
                                + " allowed.",
                        "아무것도 동의하지 않아도 됩니다. 각 항목을 거절할 수 있고, 언제든지 멈출 수 있으며, 무엇이든 물어볼 수 있습니다."
                                + " 어떻게 답하든 불이익이 없습니다. 표시하지 않은 것은 허용되지 않습니다.")),
                new Block.Paragraph(say(
                        "Do not write any name on this form, except where somebody signs. Use the pseudonym.",
                        "서명란 외에는 이 서식에 이름을 적지 마십시오. 가명을 쓰십시오.")),
                lines("source", 1, "Pseudonym of the person (as registered)", "등록된 가명"),
                lines("version.givenAt", 1, "Date (year, month, day)", "날짜(년, 월, 일)"),
                lines("version.language", 1, "Language in which you spoke with each other", "대화한 언어"));
    }

    private Document.Section explained() {
        return Document.Section.of(
                heading("What was explained to you", "설명을 들은 내용"),
                choice(
                        "notice.points[]",
                        "Tick only what was explained and understood.",
                        "설명을 듣고 이해한 것만 표시하십시오.",
                        ConsentCodes.NOTICE_POINT.options(language)),
                choice(
                        "notice.medium",
                        "How was it explained?",
                        "어떻게 설명하였습니까?",
                        ConsentCodes.NOTICE_MEDIUM.options(language)),
                lines("version.notice", 1, "Number of the notice that was used", "사용한 안내문의 번호"));
    }

    private Document.Section speaking() {
        return Document.Section.of(
                heading("Who speaks", "누가 말합니까"),
                choice("version.expressedBy", "Tick one.", "하나만 표시하십시오.", ConsentCodes.EXPRESSED_BY.options(language)),
                lines(
                        "version.capacity",
                        1,
                        "If you speak for somebody else: in which capacity (mother, elected chair, …)",
                        "다른 사람이나 단체를 대신하여 말한다면 어떤 자격입니까(어머니, 대표 등)"),
                lines(
                        "version.minority.majorityAt",
                        1,
                        "If it is for a child: when the child comes of age",
                        "미성년자를 위한 동의라면 성년이 되는 날"),
                choice(
                        "version.assessment.ability",
                        "Could the person decide?",
                        "스스로 결정할 수 있었습니까?",
                        ConsentCodes.ABILITY.options(language)),
                lines("version.assessment.how", 2, "How the interviewer came to that", "면담자가 그렇게 판단한 근거"),
                lines("version.assessment.at", 1, "When the interviewer looked at it", "판단한 날짜"),
                choice(
                        "version.method",
                        "How is the consent expressed?",
                        "동의를 어떻게 표현하였습니까?",
                        ConsentCodes.METHOD.options(language)),
                choice(
                        "version.type",
                        "What kind of consent is it?",
                        "어떤 동의입니까?",
                        ConsentCodes.TYPE.options(language)));
    }

    private Document.Section uses() {
        List<Purpose> others = Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.broader().isEmpty() && !FIRST.contains(purpose))
                .toList();
        return Document.Section.of(
                heading("What may be done, and what for", "무엇을, 무엇을 위해 할 수 있습니까"),
                new Block.Paragraph(say(
                        "Tick a box if the thing on the left may be done for the purpose above.",
                        "왼쪽의 일을 위쪽의 목적을 위해 해도 된다면 칸에 표시하십시오.")),
                grid("version.terms[]", FIRST),
                grid("version.terms[]", others),
                choice(
                        "version.terms[].recipients",
                        "For whom does this hold?",
                        "누구에게 해당합니까?",
                        Arrays.stream(PartyClass.values())
                                .map(one -> new Block.Option(one.name(), words.partyClass(one)))
                                .toList()),
                lines(
                        "version.terms[].recipients.only[].party",
                        2,
                        "Only for these organisations (leave empty if the kinds above are enough)",
                        "다음 기관에만 해당합니다(위의 종류로 충분하면 비워 두십시오)"),
                choice(
                        "version.scope.parts[]",
                        "Which parts of the material is it about?",
                        "자료의 어느 부분에 해당합니까?",
                        Arrays.stream(Part.values())
                                .map(one -> new Block.Option(one.name(), words.part(one)))
                                .toList()),
                choice(
                        "version.scope.lineage",
                        "Original, or what is made from it?",
                        "원본입니까, 원본으로 만든 것입니까?",
                        Arrays.stream(Lineage.values())
                                .map(one -> new Block.Option(one.name(), words.lineage(one)))
                                .toList()));
    }

    private Document.Section conditions() {
        return Document.Section.of(
                heading("On which conditions", "어떤 조건으로 동의합니까"),
                choice(
                        "version.terms[].conditions[]",
                        "Tick all that you want.",
                        "원하는 조건을 모두 표시하십시오.",
                        conditionOptions()),
                choice(
                        "version.terms[].duties[]",
                        "What do those who receive it have to do?",
                        "받은 곳은 무엇을 해야 합니까?",
                        Arrays.stream(DutyCode.values())
                                .map(code -> new Block.Option(
                                        code.name(),
                                        code.shape() == Shape.NOTHING
                                                ? words.duty(Duty.of(code))
                                                : Labels.of(code, language) + BLANK))
                                .toList()),
                lines("version.note", 4, "Anything else, in your own words", "그 밖에 하고 싶은 말"));
    }

    private List<Block.Option> conditionOptions() {
        List<Block.Option> options = new ArrayList<>();
        for (ConditionCode code : ConditionCode.values()) {
            if (!ASKED_ELSEWHERE.contains(code)) {
                options.add(new Block.Option(
                        code.name(),
                        code.shape() == Shape.NOTHING
                                ? words.condition(Condition.of(code))
                                : Labels.of(code, language) + BLANK));
            }
        }
        return options;
    }

    private Document.Section naming() {
        return Document.Section.of(
                heading("Your name", "이름"),
                choice(
                        "naming.decision",
                        "May you be named? Tick one.",
                        "이름을 밝혀도 됩니까? 하나만 표시하십시오.",
                        ConsentCodes.NAMING.options(language)));
    }

    private Document.Section times() {
        return Document.Section.of(
                heading("How long it holds", "언제까지 유효합니까"),
                lines("version.validFrom", 1, "From (empty: from now on)", "시작하는 날(비워 두면 지금부터)"),
                lines("version.validUntil", 1, "Until (empty: until you take it back)", "끝나는 날(비워 두면 철회할 때까지)"),
                lines("version.reviewBy", 1, "Ask me again by", "다시 물어볼 날"));
    }

    private Document.Section answer() {
        return Document.Section.of(
                heading("What you say", "결정"),
                choice("event.state", "Tick one.", "하나만 표시하십시오.", ConsentCodes.STATE.options(language)));
    }

    /** What withdrawal does and does not do, also for the page of a consent. */
    private Block withdrawal() {
        return new Block.Items(withdrawal(language));
    }

    static List<String> withdrawal(Language language) {
        return List.of(
                language.of(
                        "You can take your consent back at any time, in whole or in part, without giving a reason. Tell the"
                                + " organisation with which you spoke.",
                        "언제든지 이유를 말하지 않고 동의의 전부나 일부를 철회할 수 있습니다. 면담한 단체에 말하면 됩니다."),
                language.of(
                        "From that moment on nothing more is given to anybody, and everybody who received it is told.",
                        "그 시점부터 누구에게도 더는 제공하지 않으며, 이미 받은 모든 곳에 알립니다."),
                language.of(
                        "What was already given away cannot be made undone: a court may have it in its files, and what was"
                                + " made public stays known.",
                        "이미 제공된 것은 되돌릴 수 없습니다. 법원의 기록에 남아 있을 수 있고, 공표된 것은 알려진 상태로 남습니다."),
                language.of(
                        "That there was a consent and that it was taken back stays on record, without saying who you are.",
                        "동의가 있었고 철회되었다는 사실은 누구인지를 밝히지 않은 채 기록으로 남습니다."));
    }

    private Document.Section signatures() {
        return Document.Section.of(
                heading("Signatures", "서명"),
                new Block.Paragraph(say(
                        "I understood what was explained and what I allow here.",
                        "설명을 이해하였으며, 여기에서 무엇을 허용하는지 이해하였습니다.")),
                lines(
                        "version.form",
                        2,
                        "Signature or thumbprint (the sheet is deposited as it is)",
                        "서명 또는 지장(이 서식은 그대로 보관됩니다)"),
                lines("version.verification.by", 2, "Signature of the interviewer or witness", "면담자 또는 증인의 서명"),
                lines("version.verification.at", 1, "Date on which they signed", "서명한 날짜"),
                lines(
                        "version.verification.how",
                        2,
                        "How they made sure of it (present, interpreter, video call, …)",
                        "어떻게 확인하였습니까(동석, 통역, 영상 통화 등)"));
    }

    private Block.Grid grid(String member, List<Purpose> purposes) {
        return new Block.Grid(
                entry(member),
                say("What may be done for these purposes?", "다음 목적을 위해 무엇을 할 수 있습니까?"),
                Arrays.stream(Action.values())
                        .map(action -> new Block.Option(action.name(), words.action(action)))
                        .toList(),
                purposes.stream()
                        .map(purpose -> new Block.Option(purpose.name(), Labels.of(purpose, language)))
                        .toList());
    }

    private Block.Lines lines(String member, int lines, String english, String korean) {
        return new Block.Lines(entry(member), say(english, korean), lines);
    }

    private Block.Choice choice(String member, String english, String korean, List<Block.Option> options) {
        return new Block.Choice(entry(member), say(english, korean), options);
    }

    private Document.Entry entry(String member) {
        last++;
        return new Document.Entry(String.valueOf(last), member);
    }

    private String heading(String english, String korean) {
        return say(english, korean);
    }

    private String say(String english, String korean) {
        return language.of(english, korean);
    }
}
