package org.sillok.intake;

import org.sillok.evidence.Written;

/**
 * Something that must become durable with a deposit or not at all, such as the key that makes its retry idempotent.
 * Runs in the deposit's transaction; what it throws rolls the deposit back.
 */
@FunctionalInterface
public interface Alongside {
    void record(Written written);
}
