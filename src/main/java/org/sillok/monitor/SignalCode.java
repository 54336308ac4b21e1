package org.sillok.monitor;

/** What the monitor can say. Codes are part of the output format: they never change meaning. */
enum SignalCode {
    TRUSTED_ON_FIRST_USE(Weight.OBSERVATION),
    NOT_BEGUN(Weight.OBSERVATION),
    FIRST_HEAD(Weight.OBSERVATION),
    HEAD_ADVANCED(Weight.OBSERVATION),
    HEAD_UNCHANGED(Weight.OBSERVATION),
    CATCHING_UP(Weight.OBSERVATION),
    ENTRIES_CHECKED(Weight.OBSERVATION),
    TIME_STAMPED(Weight.OBSERVATION),

    UNREACHABLE(Weight.ALARM),
    UNUSABLE_ANSWER(Weight.ALARM),
    CHECKPOINT_MISSING(Weight.ALARM),
    STALLED(Weight.ALARM),
    CLOCK_JUMPED(Weight.ALARM),
    TIME_STAMP_MISSING(Weight.ALARM),
    TIME_STAMP_LATE(Weight.ALARM),
    ENTRIES_REFUSED(Weight.ALARM),

    CHECKPOINT_MALFORMED(Weight.INCONSISTENCY),
    OTHER_LOG(Weight.INCONSISTENCY),
    SIGNATURE_INVALID(Weight.INCONSISTENCY),
    SIGNATURE_MISSING(Weight.INCONSISTENCY),
    POLICY_NOT_MET(Weight.INCONSISTENCY),
    KEY_CHANGED(Weight.INCONSISTENCY),
    FORK(Weight.INCONSISTENCY),
    ROLLED_BACK(Weight.INCONSISTENCY),
    REPLAYED(Weight.INCONSISTENCY),
    TILE_MISSING(Weight.INCONSISTENCY),
    TILES_WRONG(Weight.INCONSISTENCY),
    ENTRIES_WRONG(Weight.INCONSISTENCY),
    ENTRY_INVALID(Weight.INCONSISTENCY);

    /** How much it matters. */
    enum Weight {
        /** For the record. */
        OBSERVATION,
        /** Somebody should look; the log may be honest. */
        ALARM,
        /** The log contradicts itself or its keys; what it showed is kept as evidence. */
        INCONSISTENCY
    }

    private final Weight weight;

    SignalCode(Weight weight) {
        this.weight = weight;
    }

    Weight weight() {
        return weight;
    }
}
