package org.sillok.wording.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Argument;
import org.sillok.terms.CaseRef;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Duty;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;

/** Conditions and duties, one sentence each or a few. */
final class ConditionWords {
    private final Names names;

    ConditionWords(Names names) {
        this.names = names;
    }

    String condition(Condition condition) {
        Argument argument = condition.argument();
        return switch (condition.code()) {
            case RECIPIENTS_ONLY ->
                say(
                        "This is only about these recipients: " + recipients(argument) + ".",
                        "이 조항은 다음 수령자에게만 해당합니다: " + recipients(argument) + ".");
            case RECIPIENTS_EXCEPT ->
                say(
                        "This is not about these recipients: " + recipients(argument) + ".",
                        "이 조항은 다음 수령자에게는 해당하지 않습니다: " + recipients(argument) + ".");
            case PURPOSES_ONLY ->
                say(
                        "This is only about these purposes: " + purposes(argument) + ".",
                        "이 조항은 다음 목적에만 해당합니다: " + purposes(argument) + ".");
            case PURPOSES_EXCEPT ->
                say(
                        "This is not about these purposes: " + purposes(argument) + ".",
                        "이 조항은 다음 목적에는 해당하지 않습니다: " + purposes(argument) + ".");
            case VALID_FROM ->
                say("This begins on " + time(argument) + ".", "이 조항의 효력은 " + time(argument) + "부터 시작됩니다.");
            case VALID_UNTIL ->
                say(
                        "This ends on " + time(argument) + ". From that moment on it counts no more.",
                        "이 조항의 효력은 " + time(argument) + "에 끝납니다. 그 시점부터는 효력이 없습니다.");
            case CRIMINAL_PROCEEDINGS_ONLY ->
                say(
                        "They may use it for criminal proceedings only, and for nothing else.",
                        "형사 절차에만 사용할 수 있으며 다른 용도로는 사용할 수 없습니다.");
            case LEAD_ONLY ->
                say(
                        "They may use it only to find other evidence: not as evidence itself, not for the other side of a"
                                + " proceeding, and not in public.",
                        "다른 증거를 찾는 단서로만 사용할 수 있습니다. 증거로 제출하거나 상대방 당사자에게 보이거나 공표할 수 없습니다.");
            case SEPARATE_CONSENT_FOR_EVIDENCE ->
                say(
                        "Before it is offered as evidence or shown to the other side, consent has to be asked for again.",
                        "증거로 제출하거나 상대방 당사자에게 보이기 전에 별도로 다시 동의를 받아야 합니다.");
            case NO_DEATH_PENALTY ->
                say(
                        "It may not go where the death penalty could follow: in every state concerned there is none, or there is"
                                + " a valid written assurance.",
                        "사형으로 이어질 수 있는 곳에는 제공할 수 없습니다. 관련된 모든 국가에 사형이 없거나, 유효한 서면 보증이 있어야 합니다.");
            case FAIR_TRIAL_ASSESSED ->
                say(
                        "Only if the trials that it may be used in were assessed as fair.",
                        "자료가 사용될 재판이 공정하다고 평가된 경우에만 허용됩니다.");
            case NO_IN_ABSENTIA ->
                say(
                        "It may not be used where judgment is given against people who are not present.",
                        "피고인이 없는 상태에서 판결하는 재판에는 사용할 수 없습니다.");
            case NO_INTELLIGENCE_USE ->
                say("It may not be used by or for intelligence services.", "정보기관이 사용하거나 정보 활동을 위해 사용할 수 없습니다.");
            case NO_IMMIGRATION_USE -> say("It may not be used to control immigration.", "출입국 통제를 위해 사용할 수 없습니다.");
            case JURISDICTIONS_ONLY ->
                say(
                        "The recipient, the place where it is kept, the proceeding and anybody it is handed on to have to be in"
                                + " these states: " + states(argument) + ".",
                        "수령자의 소재지, 보관하는 곳, 절차가 진행되는 곳, 전달받는 곳이 모두 다음 국가에 있어야 합니다: " + states(argument) + ".");
            case JURISDICTIONS_EXCLUDED ->
                say(
                        "Neither the recipient nor the place where it is kept, the proceeding or anybody it is handed on to may"
                                + " be in these states: " + states(argument) + ".",
                        "수령자의 소재지, 보관하는 곳, 절차가 진행되는 곳, 전달받는 곳은 다음 국가에 있을 수 없습니다: " + states(argument) + ".");
            case NO_ONWARD_TRANSFER -> say("They may not hand it on to anybody.", "다른 누구에게도 전달할 수 없습니다.");
            case ONWARD_WITH_CONSENT ->
                say(
                        "They may hand it on only after asking again and getting consent.",
                        "다른 곳에 전달하려면 먼저 다시 묻고 동의를 받아야 합니다.");
            case ONWARD_SAME_TERMS ->
                say("Whoever they hand it on to has to keep the same rules.", "전달받는 곳도 같은 조건을 지켜야 합니다.");
            case CONSULT_SOURCE_FIRST ->
                say(
                        "The person it comes from has to be asked first. No answer means no.",
                        "먼저 자료를 제공한 사람에게 물어야 합니다. 답이 없으면 허락하지 않은 것입니다.");
            case CONSULT_NGO_FIRST ->
                say(
                        "The organisation has to be asked first. No answer means no.",
                        "먼저 단체에 물어야 합니다. 답이 없으면 허락하지 않은 것입니다.");
            case ANONYMISE ->
                say(
                        "Only a version from which nobody can be recognised may be given.",
                        "누구인지 알아볼 수 없게 익명 처리한 판만 제공할 수 있습니다.");
            case PSEUDONYMISE ->
                say(
                        "Only a version with other names in place of the real ones may be given.",
                        "실명 대신 가명을 쓴 판만 제공할 수 있습니다.");
            case REDACT ->
                say(
                        "Only a version from which the sensitive parts were removed may be given.",
                        "민감한 부분을 지운 판만 제공할 수 있습니다.");
            case BLUR_FACES -> say("Only a version with blurred faces may be given.", "얼굴을 흐리게 처리한 판만 제공할 수 있습니다.");
            case ALTER_VOICE -> say("Only a version with an altered voice may be given.", "음성을 변조한 판만 제공할 수 있습니다.");
            case STRIP_METADATA ->
                say(
                        "Only a version without the data hidden in the file (time, place, device) may be given.",
                        "파일에 숨은 정보(시간, 장소, 기기)를 제거한 판만 제공할 수 있습니다.");
            case TRANSCRIPT_ONLY ->
                say(
                        "Only what was said, written down, may be given; not the recording.",
                        "녹음이나 녹화가 아니라 말을 글로 옮긴 녹취록만 제공할 수 있습니다.");
            case SUMMARY_ONLY -> say("Only a summary may be given.", "요약만 제공할 수 있습니다.");
            case EXISTENCE_ONLY -> say("Only the fact that it exists may be told.", "자료가 있다는 사실만 알릴 수 있습니다.");
            case NO_PUBLICATION -> say("It may not be made public.", "공표할 수 없습니다.");
            case EMBARGO_UNTIL ->
                say("Nothing may be given before " + time(argument) + ".", time(argument) + " 전에는 아무것도 제공할 수 없습니다.");
            case ATTRIBUTION -> say("They have to name the organisation that it comes from.", "자료를 제공한 단체를 밝혀야 합니다.");
            case NO_CONTACT_SOURCE -> say("They may not contact the person it comes from.", "자료를 제공한 사람에게 연락할 수 없습니다.");
            case CONTACT_VIA_NGO ->
                say(
                        "They may reach the person it comes from only through the organisation.",
                        "자료를 제공한 사람에게는 단체를 통해서만 연락할 수 있습니다.");
            case REVIEW_BY ->
                say(
                        "After " + time(argument) + " it has to be asked again whether this still holds.",
                        time(argument) + " 이후에는 여전히 동의하는지 다시 물어야 합니다.");
            case CASE_LIMITED ->
                say(
                        "They may use it for these cases only: " + cases(argument) + ".",
                        "다음 사건에만 사용할 수 있습니다: " + cases(argument) + ".");
            case MAX_DISCLOSURES ->
                say(
                        "It may be given away at most " + times(argument) + ".",
                        "제공은 최대 " + count(argument) + "번까지만 할 수 있습니다.");
            case RETAIN_UNTIL ->
                say("They have to keep it until " + time(argument) + ".", time(argument) + "까지 보관해야 합니다.");
            case RETURN_OR_DESTROY_BY ->
                say(
                        "They have to give it back or destroy it by " + time(argument) + ".",
                        time(argument) + "까지 돌려주거나 파기해야 합니다.");
            case ENCRYPT -> say("It may be sent and kept encrypted only.", "암호화하여 보내고 암호화하여 보관해야 합니다.");
            case STORE_ONLY_IN ->
                say(
                        "It may be kept in these states only: " + states(argument) + ".",
                        "다음 국가에만 보관할 수 있습니다: " + states(argument) + ".");
            case PROTECTIVE_MEASURES_FIRST ->
                say(
                        "Before they use it in a proceeding they have to ask for measures that protect the people concerned.",
                        "절차에 사용하기 전에 관련된 사람을 보호하는 조치를 먼저 신청해야 합니다.");
            case NOTIFY_ON_USE -> say("They have to tell the organisation when they use it.", "사용할 때 단체에 알려야 합니다.");
            case REPORT_ONWARD ->
                say("They have to tell the organisation when they hand it on.", "다른 곳에 전달할 때 단체에 알려야 합니다.");
            case GUARDIAN_OR_REAFFIRM_AT_MAJORITY ->
                say(
                        "What a guardian said for a child holds until the child comes of age; then they are asked themselves.",
                        "미성년자를 대신한 보호자의 동의는 성년이 될 때까지만 유효하며, 성년이 되면 본인에게 다시 물어야 합니다.");
            case FREE_TEXT ->
                say(
                        "In the words that were written down: " + text(argument)
                                + " A person has to read this each time.",
                        "기록된 말 그대로: " + text(argument) + " 매번 사람이 직접 읽고 판단해야 합니다.");
        };
    }

    String duty(Duty duty) {
        Argument argument = duty.argument();
        return switch (duty.code()) {
            case ACKNOWLEDGE_RECEIPT -> say("They have to confirm that they received it.", "받았음을 확인해 주어야 합니다.");
            case ATTRIBUTE -> sameAs(ConditionCode.ATTRIBUTION);
            case ENCRYPT_AT_REST -> say("They have to keep it encrypted.", "암호화하여 보관해야 합니다.");
            case HONOUR_RECALL ->
                say(
                        "If they are asked to give it back or to stop using it, they have to do so.",
                        "자료를 회수하거나 사용을 멈추라는 요청을 받으면 따라야 합니다.");
            case INFORM_BEFORE_COURT_DISCLOSURE ->
                say(
                        "If a court wants to make them show it, they have to tell the organisation before.",
                        "법원이 공개를 명하려 하면 그 전에 단체에 알려야 합니다.");
            case NOTIFY_ON_USE -> sameAs(ConditionCode.NOTIFY_ON_USE);
            case PROTECTIVE_MEASURES_FIRST -> sameAs(ConditionCode.PROTECTIVE_MEASURES_FIRST);
            case REPORT_ONWARD -> sameAs(ConditionCode.REPORT_ONWARD);
            case REPORT_OUTCOME ->
                say("They have to tell the organisation what came of it.", "그 결과가 어떻게 되었는지 단체에 알려야 합니다.");
            case RETAIN_UNTIL -> condition(new Condition(ConditionCode.RETAIN_UNTIL, argument));
            case RETURN_OR_DESTROY_BY -> condition(new Condition(ConditionCode.RETURN_OR_DESTROY_BY, argument));
        };
    }

    private String sameAs(ConditionCode code) {
        return condition(Condition.of(code));
    }

    private String say(String english, String korean) {
        return names.language().of(english, korean);
    }

    private String recipients(Argument argument) {
        Set<Recipient> recipients = ((Argument.Recipients) argument).recipients();
        return names.recipients(recipients, "and");
    }

    private String purposes(Argument argument) {
        Set<Purpose> purposes = ((Argument.Purposes) argument).purposes();
        return names.purposes(purposes, "and");
    }

    private String states(Argument argument) {
        Set<StateCode> states = ((Argument.States) argument).states();
        return names.states(states, "and");
    }

    private String cases(Argument argument) {
        Set<CaseRef> cases = ((Argument.Cases) argument).cases();
        return names.join(
                cases.stream()
                        .map(CaseRef::value)
                        .sorted(Comparator.naturalOrder())
                        .map(Foreign::isolate)
                        .toList(),
                "and");
    }

    private String time(Argument argument) {
        Instant instant = ((Argument.At) argument).instant();
        return names.time(instant);
    }

    private static int count(Argument argument) {
        return ((Argument.Count) argument).count();
    }

    private static String times(Argument argument) {
        return count(argument) == 1 ? "once" : count(argument) + " times";
    }

    private static String text(Argument argument) {
        return "“" + Foreign.isolate(((Argument.Text) argument).text()) + "”";
    }
}
