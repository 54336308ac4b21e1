package org.sillok.wording.core;

import java.util.Arrays;
import java.util.List;

/** What is recorded of a consent besides its terms, code by code: the one place where a form and a page take their words from. */
public enum ConsentCodes {
    EXPRESSED_BY(
            one("SELF", "I speak for myself.", "본인이 직접 말합니다."),
            one(
                    "GUARDIAN",
                    "I am the guardian and speak for a child or for somebody who cannot decide.",
                    "보호자로서 미성년자나 스스로 결정할 수 없는 사람을 대신하여 말합니다."),
            one(
                    "NEXT_OF_KIN",
                    "I am next of kin and speak for somebody who died or disappeared.",
                    "사망하거나 실종된 사람의 가족으로서 말합니다."),
            one("ORG_REP", "I speak for an organisation.", "단체를 대표하여 말합니다.")),
    METHOD(
            one("SIGNED_FORM", "By signing a form.", "서식에 서명하였습니다."),
            one("RECORDED_ORAL", "In words that were recorded.", "말로 하였으며 그 말을 녹음하거나 녹화하였습니다."),
            one("THUMBPRINT", "By a thumbprint on a form.", "서식에 지장을 찍었습니다."),
            one("WITNESSED", "In words before a witness.", "증인이 있는 자리에서 말로 하였습니다."),
            one("DIGITAL", "On a screen.", "화면에서 하였습니다.")),
    NOTICE_POINT(
            one("PURPOSES", "What the material may be used for.", "자료를 어디에 쓸 수 있는지"),
            one("RECIPIENTS", "Who may receive it.", "누가 자료를 받을 수 있는지"),
            one("RISKS", "What may happen to you or to others because of it.", "그로 인해 본인이나 다른 사람에게 어떤 위험이 생길 수 있는지"),
            one("BENEFITS", "What may come of it, and what will not.", "무엇을 기대할 수 있고 무엇을 기대할 수 없는지"),
            one("VOLUNTARY", "That you may refuse, and that nothing depends on it.", "거절할 수 있으며, 거절해도 불이익이 없다는 것"),
            one("WITHDRAWAL", "How to take it back, and what cannot be taken back.", "동의를 철회하는 방법과 되돌릴 수 없는 것"),
            one("NAMING", "Whether and where your name will appear.", "이름이 나오는지, 나온다면 어디에 나오는지"),
            one("STORAGE", "Where, how and how long it is kept.", "어디에 어떻게 얼마 동안 보관하는지"),
            one("SECURITY", "How it is protected, and where that ends.", "어떻게 보호하며 그 한계가 무엇인지"),
            one("ONWARD_TRANSFER", "Whether those who receive it may hand it on.", "받은 곳이 다른 곳에 전달할 수 있는지"),
            one("PROCEEDINGS", "That a court may call you, or tell the other side.", "법원이 부르거나 상대방에게 알릴 수 있다는 것"),
            one("CONTACT", "Whether and how you will be contacted again.", "다시 연락하는지, 한다면 어떻게 하는지"),
            one("COMPLAINT", "Where you can complain.", "어디에 이의를 제기할 수 있는지"),
            one("COMPENSATION", "That nothing is paid, or what is.", "대가가 없다는 것, 또는 있다면 무엇인지")),
    NOTICE_MEDIUM(
            one("WRITTEN", "In writing.", "글로 하였습니다."),
            one("READ_ALOUD", "A text was read aloud.", "글을 소리 내어 읽어 주었습니다."),
            one("SPOKEN", "In free words.", "말로 설명하였습니다."),
            one("RECORDED_AUDIO", "A recording was played.", "녹음을 들려주었습니다."),
            one("VIDEO", "A video was shown.", "영상을 보여 주었습니다."),
            one("PICTURES", "With pictures.", "그림으로 설명하였습니다."),
            one("SIGN_LANGUAGE", "In sign language.", "수어로 설명하였습니다."),
            one("EASY_READ", "In writing, in easy language.", "쉬운 말로 쓴 글로 하였습니다."),
            one("DIGITAL", "On a screen.", "화면으로 하였습니다.")),
    ABILITY(
            one("ABLE", "The person understood and could decide.", "이해하고 스스로 결정할 수 있었습니다."),
            one("ABLE_WITH_SUPPORT", "The person could decide with help.", "도움을 받아 결정할 수 있었습니다."),
            one("NOT_ABLE", "The person could not decide; somebody else has to.", "결정할 수 없었습니다. 다른 사람이 대신 결정해야 합니다."),
            one("NOT_ASSESSED", "Nobody assessed it.", "평가하지 않았습니다.")),
    TYPE(
            one("EXPLICIT", "For uses that were named.", "구체적으로 정한 이용에 대한 동의입니다."),
            one("TIERED", "Chosen point by point.", "항목별로 고른 동의입니다."),
            one("BROAD", "For a whole field of uses.", "넓은 범위의 이용에 대한 동의입니다.")),
    STATE(
            one("GIVEN", "I consent to what is ticked here.", "여기에 표시한 내용에 동의합니다."),
            one("REFUSED", "I do not consent.", "동의하지 않습니다."),
            one("DEFERRED", "I want to decide later.", "나중에 결정하겠습니다.")),
    NAMING(
            one("MAY_NAME", "My name may be used.", "이름을 밝혀도 됩니다."),
            one("DO_NOT_NAME", "Neither my name nor a pseudonym may be used.", "이름도 가명도 쓰지 말아야 합니다."),
            one("PSEUDONYM_ONLY", "Only a pseudonym may be used.", "가명만 쓸 수 있습니다."));

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Code> codes;

    ConsentCodes(Code... codes) {
        this.codes = List.copyOf(Arrays.asList(codes));
    }

    /** Every code with its words, as something to tick. */
    public List<Block.Option> options(Language language) {
        return codes.stream()
                .map(code -> new Block.Option(code.code(), code.words(language)))
                .toList();
    }

    /** The words for a code; for one that this version does not know, the code itself. */
    public String words(String code, Language language) {
        return codes.stream()
                .filter(one -> one.code().equals(code))
                .map(one -> one.words(language))
                .findFirst()
                .orElseGet(() -> Foreign.isolate(code));
    }

    private static Code one(String code, String english, String korean) {
        return new Code(code, english, korean);
    }

    private record Code(String code, String english, String korean) {
        String words(Language language) {
            return language.of(english, korean);
        }
    }
}
