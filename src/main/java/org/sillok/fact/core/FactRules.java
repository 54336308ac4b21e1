package org.sillok.fact.core;

import org.sillok.terms.FactType;

/**
 * Which facts open something. What opens needs two custodians, what closes needs one: recording a fact that opens,
 * and taking back one that closes, count from the second custodian's word on.
 */
public final class FactRules {
    private FactRules() {}

    /** Whether a fact can turn a refusal into a permission. */
    public static boolean opens(FactType type, boolean value) {
        return switch (type) {
            case NO_DEATH_PENALTY_ASSURANCE, FAIR_TRIAL -> value;
            case DEATH_PENALTY, IN_ABSENTIA -> !value;
        };
    }

    /** What a fact is after the steps that were taken. */
    public static FactState state(boolean opens, boolean confirmed, boolean withdrawn, boolean withdrawalConfirmed) {
        if (withdrawn) {
            return opens || withdrawalConfirmed ? FactState.WITHDRAWN : FactState.WITHDRAWAL_PENDING;
        }
        return !opens || confirmed ? FactState.IN_EFFECT : FactState.PENDING;
    }
}
