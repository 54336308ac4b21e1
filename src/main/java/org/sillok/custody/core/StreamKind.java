package org.sillok.custody.core;

/** What a stream of statements is about. Each stream has a random id that tells nothing about its subject. */
public enum StreamKind {
    /** The state of one item: deposit, versions, decisions, releases, withdrawal, erasure. */
    ITEM,
    /** The state of one source. */
    SOURCE,
    /** The state of one agreement. */
    AGREEMENT,
    /** The state of one consent. */
    CONSENT,
    /** The state of one request for sharing. */
    REQUEST,
    /** The state of one bundle. */
    BUNDLE,
    /** What one party did and saw through one replica of the service, refusals included. */
    ACCESS,
    /** What concerns the repository as a whole. */
    REPOSITORY
}
