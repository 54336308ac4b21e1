package org.sillok.wording.core;

import java.util.Arrays;
import java.util.List;

/** What is recorded of a withdrawal and of what became of the material, code by code, in plain words. */
public enum WithdrawalCodes {
    LEVEL(
            one("NO_NEW_SHARING", "Nobody else receives it.", "더는 아무에게도 제공하지 않습니다."),
            one(
                    "NO_FURTHER_USE",
                    "Nobody else receives it, and it is to be used no further.",
                    "더는 아무에게도 제공하지 않으며, 더 쓰지 않아야 합니다."),
            one("RESTRICT", "It is closed, also to the organisation's own staff.", "보관 기관의 직원도 볼 수 없게 닫습니다."),
            one("ERASE", "It is to be destroyed.", "자료를 없앱니다.")),
    SAID_BY(
            one("SOURCE", "the source", "제공자 본인"),
            one("GUARDIAN", "a guardian", "보호자"),
            one("NEXT_OF_KIN", "next of kin", "가족"),
            one("ORGANISATION", "an organisation that deposited it", "자료를 맡긴 단체"),
            one("COURT", "a court", "법원"),
            one("REPOSITORY", "the repository, for somebody's safety", "기록 보관소(안전을 위하여)")),
    REASON_CLASS(
            one("CHANGED_MIND", "a change of mind", "마음이 바뀜"),
            one("SAFETY", "safety", "안전"),
            one("MISUSE", "misuse", "잘못된 이용"),
            one("ERROR", "an error", "착오"),
            one("LEGAL", "a legal reason", "법적인 이유"),
            one("OTHER", "another reason", "그 밖의 이유")),
    ASKED(
            one("STOP_USE", "to use it no further", "더 쓰지 않을 것"),
            one("QUARANTINE", "to lock it away", "따로 두고 쓰지 않을 것"),
            one("RETURN", "to give it back", "돌려줄 것"),
            one("DESTROY", "to destroy it", "없앨 것")),
    BUNDLE_STATE(
            one("SEALED", "sealed", "봉인됨"),
            one("READY", "ready to be fetched", "받아 갈 수 있음"),
            one("EXPIRED", "no longer handed over", "더는 내주지 않음"));

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Code> codes;

    WithdrawalCodes(Code... codes) {
        this.codes = List.copyOf(Arrays.asList(codes));
    }

    /** The words for a code; for one that this version does not know, the code itself. */
    public String words(String code, Language language) {
        return codes.stream()
                .filter(one -> one.code().equals(code))
                .map(one -> language.of(one.english(), one.korean()))
                .findFirst()
                .orElseGet(() -> Foreign.isolate(code));
    }

    private static Code one(String code, String english, String korean) {
        return new Code(code, english, korean);
    }

    private record Code(String code, String english, String korean) {}
}
