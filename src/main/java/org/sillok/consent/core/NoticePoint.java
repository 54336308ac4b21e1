package org.sillok.consent.core;

/** What was explained to a source. A closed list; names are stored: never rename. */
public enum NoticePoint {
    /** What the material may be used for. */
    PURPOSES,
    /** Who may receive it. */
    RECIPIENTS,
    /** What may happen to the source or to others. */
    RISKS,
    /** What may come of it, and what will not. */
    BENEFITS,
    /** That nothing depends on it, and that it may be refused. */
    VOLUNTARY,
    /** How to take it back, and what cannot be taken back. */
    WITHDRAWAL,
    /** Whether and where names will appear. */
    NAMING,
    /** Where, how and how long it is kept. */
    STORAGE,
    /** How it is protected, and where that ends. */
    SECURITY,
    /** That recipients may hand it on, or not. */
    ONWARD_TRANSFER,
    /** That a court may call the source, or tell the other side. */
    PROCEEDINGS,
    /** Whether and how the source will be contacted again. */
    CONTACT,
    /** Where to complain. */
    COMPLAINT,
    /** That nothing is paid, or what is. */
    COMPENSATION
}
