package org.sillok.bundle.core;

/** As what somebody sees a bundle. */
public enum BundleViewpoint {
    /** For whom it is encrypted. */
    RECIPIENT,
    /** Whose material is in it: sees its own, and nothing that tells how much there is of others. */
    HOLDER,
    CUSTODIAN,
    /** Sees the register, and no text. */
    AUDITOR;

    /** Whether it may know how much is in the bundle. */
    public boolean seesExtent() {
        return this != HOLDER;
    }

    /** Whether it reads what was undertaken: texts that name the agreements of everybody whose material is in it. */
    public boolean readsUndertakings() {
        return this == RECIPIENT || this == CUSTODIAN;
    }

    /** Whether it is told which items stand behind the numbers, all or its own. */
    public boolean seesItems() {
        return this == HOLDER || this == CUSTODIAN;
    }
}
