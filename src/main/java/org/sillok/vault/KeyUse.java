package org.sillok.vault;

/** The two keys of a subject, so that erasing content never erases who did what. Names are stored: never rename. */
public enum KeyUse {
    /** Content, source and name disclosures, confidential metadata; wraps the keys of objects. */
    CONTENT,
    /** Actor, recipient, purpose, legal basis, decision; kept longer. */
    ACCOUNTABILITY
}
