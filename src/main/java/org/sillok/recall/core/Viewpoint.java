package org.sillok.recall.core;

/** As what somebody sees a recall notice. */
public enum Viewpoint {
    /** Acts for the organisation that received the bundle: sees the notice, and answers it. */
    RECIPIENT,
    /** Works for the organisation that withdrew something, or whose material it is. Sees nothing of others' material. */
    OWNER,
    CUSTODIAN,
    /** Sees the register, and no words. */
    AUDITOR;

    /** Whether the signed notice itself, which names numbers, is shown. */
    public boolean readsNotice() {
        return this == RECIPIENT || this == CUSTODIAN;
    }

    /** Whether is told because of which withdrawal it was issued: that would connect the recipient's bundles with others'. */
    public boolean knowsWithdrawal() {
        return this == OWNER || this == CUSTODIAN;
    }

    /** Whether what the recipient wrote is shown. */
    public boolean readsWords() {
        return this != AUDITOR;
    }
}
