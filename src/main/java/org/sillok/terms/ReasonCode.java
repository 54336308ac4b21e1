package org.sillok.terms;

/** Why a decision came out as it did. A closed list; names are stored: never rename. */
public enum ReasonCode {
    /** The capacity in which it was asked does not include the action. */
    ACTION_OUTSIDE_PROFILE,
    /** Only the owning party asks in that capacity. */
    NOT_THE_OWNER,
    /** Something holds the material back; the detail is the code of the guard. */
    HELD_BACK,
    /** An original of the material is bound to no source. */
    NO_BINDING,
    /** The source was public: there is nobody whom one could contact. */
    NOBODY_TO_CONTACT,
    /** The derivation has a circle or a step to something that is not there. */
    DERIVATION_BROKEN,
    /** The material has no owner. */
    NO_OWNER,
    /** No agreement joins the owner and the requester. */
    NO_AGREEMENT,
    /** The detail is the state of the consent. */
    CONSENT_STATE,
    /** The consent is before or after its time. */
    CONSENT_WINDOW,
    /** The consent is due for review. */
    CONSENT_STALE,
    /** The detail is the state of the agreement. */
    AGREEMENT_STATE,
    /** The agreement is before or after its time. */
    AGREEMENT_WINDOW,
    /** The undertaking is for another case. */
    OTHER_CASE,
    /** The umbrella is not in force; the detail is its state. */
    UMBRELLA_STATE,
    /** The umbrellas are a circle, or one is not there. */
    UMBRELLA_BROKEN,
    /** A clause uses a code that this version of the vocabulary does not know. */
    UNREADABLE,
    /** A clause forbids it. */
    PROHIBITED,
    /** A clause might forbid it; the detail is what is not known. */
    MIGHT_BE_PROHIBITED,
    /** No clause permits anything. */
    NO_PERMISSION,
    /** A permission is about something else; the detail is the dimension. */
    DOES_NOT_MATCH,
    /** What was asked does not say enough to compare it with a permission; the detail is the dimension. */
    NOT_STATED,
    /** A condition does not hold; the detail is its code. */
    CONDITION_FALSE,
    /** A condition needs a fact that nobody recorded, or on which records disagree; the detail is its code. */
    CONDITION_UNKNOWN,
    /** A condition has no meaning where it stands; the detail is its code. */
    CONDITION_ERROR,
    /** The recipient did not undertake it; the detail is the code of the condition. */
    NOT_UNDERTAKEN,
    /** Somebody has to be asked; the detail is the code of the condition. */
    ASK_FIRST,
    /** What would have to be done cannot be done; the detail is the code of the obligation. */
    IMPOSSIBLE_OBLIGATION,
    /** There is more; only so many are named. */
    AND_MORE
}
