package org.sillok.wording.core;

import java.util.List;

/** The codes of recalls in plain words. A code of a later version is said as it is. */
final class RecallWords {
    private RecallWords() {}

    static String level(String code, Language language) {
        return switch (code) {
            case "NO_NEW_SHARING" ->
                language.of(
                        "From now on what you gave is not handed to anybody else.", "앞으로 이 자료를 다른 누구에게도 제공하지 않습니다.");
            case "NO_FURTHER_USE" ->
                language.of(
                        "From now on what you gave is not handed to anybody else, and those who have it are not to use it any"
                                + " more.",
                        "앞으로 이 자료를 다른 누구에게도 제공하지 않으며, 이미 받은 곳도 더 이상 사용하지 않아야 합니다.");
            case "RESTRICT" ->
                language.of("It is locked away here; nobody here works with it.", "저희는 이 자료를 따로 보관하고 더는 이용하지 않습니다.");
            case "ERASE" -> language.of("What you gave is to be erased.", "이 자료를 지우기로 하였습니다.");
            default -> Foreign.isolate(code);
        };
    }

    static String asked(String code, Language language) {
        return switch (code) {
            case "STOP_USE" ->
                language.of("not to use it any more, and not to hand it on", "더 이상 사용하지 말고 다른 곳에 넘기지 말 것");
            case "QUARANTINE" -> language.of("to keep it apart, so that nobody works with it", "따로 보관하고 아무도 이용하지 말 것");
            case "RETURN" -> language.of("to give it back and keep no copy", "돌려주고 사본을 남기지 말 것");
            case "DESTROY" -> language.of("to destroy it and all copies", "자료와 모든 사본을 없앨 것");
            case "REPLACE_WITH" -> language.of("to use something else in its place", "다른 자료로 바꾸어 사용할 것");
            default -> Foreign.isolate(code);
        };
    }

    static String spared(String code, Language language) {
        return switch (code) {
            case "NOT_ASKED" -> language.of("This time it was asked for nothing.", "이번에는 따로 요청하지 않았습니다.");
            default -> Foreign.isolate(code);
        };
    }

    static String answer(String code, Language language) {
        return switch (code) {
            case "COMPLIED" -> language.of("It says that it did what was asked.", "요청대로 하였다고 답하였습니다.");
            case "PARTIAL" -> language.of("It says that it did a part of that.", "일부만 하였다고 답하였습니다.");
            case "REFUSED" -> language.of("It says that it will not do so.", "그렇게 하지 않겠다고 답하였습니다.");
            default -> Foreign.isolate(code);
        };
    }

    static String ground(String code, Language language) {
        return switch (code) {
            case "IN_EVIDENCE" -> language.of("The reason: it is in the files of a court.", "이유: 이미 재판 기록에 들어 있습니다.");
            case "DISCLOSURE_DUTY" ->
                language.of(
                        "The reason: the law says that others in a trial must be able to see it.",
                        "이유: 법에 따라 재판의 다른 당사자가 볼 수 있어야 합니다.");
            case "COURT_ORDER" -> language.of("The reason: a court has ordered it.", "이유: 법원의 명령이 있습니다.");
            case "OTHER" -> language.of("The reason is another one. Ask us about it.", "이유: 그 밖의 사정입니다. 저희에게 물어보십시오.");
            default -> Foreign.isolate(code);
        };
    }

    static List<String> meaning(Language language) {
        return List.of(
                language.of(
                        "What was handed over cannot be fetched back by a machine. Those who have it are bound by what they"
                                + " promised.",
                        "이미 제공한 자료를 기술적으로 되찾아 올 수는 없습니다. 받은 곳은 스스로 한 약속을 지켜야 합니다."),
                language.of(
                        "Each answer is signed by the organisation that gave it. Nobody can check from here whether it did what"
                                + " it says.",
                        "모든 답에는 답한 기관의 전자 서명이 있습니다. 말한 대로 하였는지를 여기에서 확인할 수는 없습니다."),
                language.of(
                        "A court may have to keep what is already in its files.",
                        "법원은 이미 재판 기록에 들어 있는 자료를 보관해야 할 수 있습니다."),
                language.of(
                        "Those who do not answer are asked again, and that is on record.",
                        "답하지 않는 곳에는 다시 묻고, 그 사실을 기록합니다."));
    }
}
