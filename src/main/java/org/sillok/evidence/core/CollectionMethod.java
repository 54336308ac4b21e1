package org.sillok.evidence.core;

/** How the collector came by an item. */
public enum CollectionMethod {
    INTERVIEW,
    DONATION,
    FIELD_COLLECTION,
    WEB_COLLECTION,
    OPEN_SOURCE,
    OFFICIAL_RELEASE,
    OTHER
}
