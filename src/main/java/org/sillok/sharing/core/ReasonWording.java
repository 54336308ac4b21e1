package org.sillok.sharing.core;

import org.sillok.terms.ReasonCode;

/** Why something is not permitted, in plain words. For reading only: the code is what counts. */
public enum ReasonWording {
    ENGLISH {
        @Override
        public String of(ReasonCode code) {
            return switch (code) {
                case ACTION_OUTSIDE_PROFILE -> "This cannot be asked for in this capacity.";
                case NOT_THE_OWNER -> "Only the owner can ask in this capacity.";
                case HELD_BACK -> "The material is held back.";
                case NO_BINDING -> "It is not recorded whose material this is.";
                case NOBODY_TO_CONTACT -> "The source was public: there is nobody to contact.";
                case DERIVATION_BROKEN -> "It cannot be told what this was made from.";
                case NO_OWNER -> "It is not recorded who deposited this.";
                case NO_AGREEMENT -> "There is no agreement with this organisation.";
                case CONSENT_STATE -> "The consent does not permit anything as it stands.";
                case CONSENT_WINDOW -> "The consent is not valid at this time.";
                case CONSENT_STALE -> "The consent is due for review: ask the source again.";
                case AGREEMENT_STATE -> "The agreement is not in force.";
                case AGREEMENT_WINDOW -> "The agreement is not valid at this time.";
                case OTHER_CASE -> "The undertaking is for another case.";
                case UMBRELLA_STATE -> "The agreement above this one is not in force.";
                case UMBRELLA_BROKEN -> "The agreement above this one cannot be found.";
                case UNREADABLE -> "A clause cannot be read, so it forbids everything.";
                case PROHIBITED -> "A clause forbids it.";
                case MIGHT_BE_PROHIBITED -> "A clause might forbid it: not enough is known.";
                case NO_PERMISSION -> "No clause permits anything.";
                case DOES_NOT_MATCH -> "The permission is about something else.";
                case NOT_STATED -> "The request does not say enough.";
                case CONDITION_FALSE -> "A condition is not met.";
                case CONDITION_UNKNOWN -> "Whether a condition is met is not on record.";
                case CONDITION_ERROR -> "A condition has no meaning where it stands.";
                case NOT_UNDERTAKEN -> "The recipient has not undertaken what a condition asks.";
                case ASK_FIRST -> "Somebody has to be asked first.";
                case IMPOSSIBLE_OBLIGATION -> "What would have to be done afterwards cannot be done.";
                case AND_MORE -> "There are more reasons.";
            };
        }
    },
    KOREAN {
        @Override
        public String of(ReasonCode code) {
            return switch (code) {
                case ACTION_OUTSIDE_PROFILE -> "이 자격으로는 요청할 수 없습니다.";
                case NOT_THE_OWNER -> "이 자격으로는 소유 기관만 요청할 수 있습니다.";
                case HELD_BACK -> "자료의 이용이 보류되어 있습니다.";
                case NO_BINDING -> "누구의 자료인지 기록되어 있지 않습니다.";
                case NOBODY_TO_CONTACT -> "공개된 출처이므로 연락할 사람이 없습니다.";
                case DERIVATION_BROKEN -> "무엇으로 만들어졌는지 확인할 수 없습니다.";
                case NO_OWNER -> "누가 기탁했는지 기록되어 있지 않습니다.";
                case NO_AGREEMENT -> "이 기관과 맺은 협정이 없습니다.";
                case CONSENT_STATE -> "동의가 현재 상태로는 아무것도 허락하지 않습니다.";
                case CONSENT_WINDOW -> "동의가 유효한 기간이 아닙니다.";
                case CONSENT_STALE -> "동의를 다시 확인할 때가 되었습니다. 출처에 다시 물어보십시오.";
                case AGREEMENT_STATE -> "협정의 효력이 없습니다.";
                case AGREEMENT_WINDOW -> "협정이 유효한 기간이 아닙니다.";
                case OTHER_CASE -> "다른 사건에 대한 확약입니다.";
                case UMBRELLA_STATE -> "상위 협정의 효력이 없습니다.";
                case UMBRELLA_BROKEN -> "상위 협정을 찾을 수 없습니다.";
                case UNREADABLE -> "읽을 수 없는 조항이 있어 모든 것이 금지됩니다.";
                case PROHIBITED -> "조항이 금지합니다.";
                case MIGHT_BE_PROHIBITED -> "조항이 금지할 수 있으나 알려진 것이 부족합니다.";
                case NO_PERMISSION -> "허락하는 조항이 없습니다.";
                case DOES_NOT_MATCH -> "허락은 다른 것에 관한 것입니다.";
                case NOT_STATED -> "요청에 필요한 내용이 적혀 있지 않습니다.";
                case CONDITION_FALSE -> "조건이 충족되지 않았습니다.";
                case CONDITION_UNKNOWN -> "조건이 충족되었는지 기록되어 있지 않습니다.";
                case CONDITION_ERROR -> "조건이 그 자리에서는 의미가 없습니다.";
                case NOT_UNDERTAKEN -> "받는 쪽이 조건이 요구하는 것을 확약하지 않았습니다.";
                case ASK_FIRST -> "먼저 물어보아야 합니다.";
                case IMPOSSIBLE_OBLIGATION -> "이후에 해야 할 일을 이행할 수 없습니다.";
                case AND_MORE -> "이유가 더 있습니다.";
            };
        }
    };

    /** One short sentence. */
    public abstract String of(ReasonCode code);
}
