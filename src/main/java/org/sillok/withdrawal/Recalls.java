package org.sillok.withdrawal;

import org.sillok.kernel.WithdrawalId;

/**
 * Calls back what has left, in the withdrawal's own transaction and in the system's scope, after everything else that it locks
 * but the access stream. The room above this one does it: a service without it does not start.
 */
public interface Recalls {
    /**
     * Lets everybody know who has something of it, if anything is asked, and keeps for the report to the source who had it. Who
     * has reported before that it destroyed its copy is not asked again.
     */
    void issue(RecallOrder order);

    /** Nothing is asked any more because of this withdrawal; what was answered stays on record. */
    void lift(WithdrawalId withdrawal);
}
