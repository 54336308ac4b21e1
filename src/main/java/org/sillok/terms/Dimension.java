package org.sillok.terms;

/** What a clause can be about. The name is the detail of a reason; the checks are made once, because a decision makes thousands. */
@SuppressWarnings("ImmutableEnumChecker") // a check is a record of values
enum Dimension {
    ACTION,
    RECIPIENT,
    PURPOSE,
    PLACE_SEAT,
    PLACE_STORAGE,
    PLACE_PROCEEDING,
    PLACE_ONWARD,
    PROCEEDING,
    SCOPE,
    WINDOW;

    private final Check matches = check(Truth.TRUE);
    private final Check differs = check(Truth.FALSE);
    private final Check notStated = check(Truth.UNKNOWN);

    static Dimension of(Place place) {
        return switch (place) {
            case SEAT -> PLACE_SEAT;
            case STORAGE -> PLACE_STORAGE;
            case PROCEEDING -> PLACE_PROCEEDING;
            case ONWARD -> PLACE_ONWARD;
        };
    }

    Check is(Truth truth) {
        return switch (truth) {
            case TRUE -> matches;
            case FALSE -> differs;
            case UNKNOWN, ERROR -> notStated;
        };
    }

    Check is(boolean truth) {
        return truth ? matches : differs;
    }

    private Check check(Truth truth) {
        return new Check(truth, ReasonCode.DOES_NOT_MATCH, ReasonCode.NOT_STATED, name(), Window.ALWAYS);
    }
}
