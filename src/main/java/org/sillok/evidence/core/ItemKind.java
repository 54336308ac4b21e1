package org.sillok.evidence.core;

/** What an item is, coarsely; the files' media types say the rest. */
public enum ItemKind {
    TESTIMONY,
    DOCUMENT,
    IMAGE,
    AUDIO,
    VIDEO,
    LIST,
    WEB_CAPTURE,
    DATASET,
    OTHER
}
