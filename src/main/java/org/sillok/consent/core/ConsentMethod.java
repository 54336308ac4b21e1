package org.sillok.consent.core;

/** How a consent was expressed. A closed list; names are stored: never rename. */
public enum ConsentMethod {
    SIGNED_FORM(true),
    RECORDED_ORAL(true),
    THUMBPRINT(true),
    WITNESSED(false),
    DIGITAL(false);

    private final boolean needsForm;

    ConsentMethod(boolean needsForm) {
        this.needsForm = needsForm;
    }

    /** Whether something exists that has to be deposited: the paper, the recording. */
    public boolean needsForm() {
        return needsForm;
    }
}
