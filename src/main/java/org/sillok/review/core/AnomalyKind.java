package org.sillok.review.core;

/** What is out of the ordinary about what one person did. */
public enum AnomalyKind {
    /** Many refusals in an hour. */
    DENIALS,
    /** Refusals about many different things in an hour: somebody tries what there is. */
    PROBING,
    /** Again and again without the stronger authentication that it takes, in an hour. */
    STEP_UPS_REFUSED,
    /** A program wrote, or tried to, with a token for reading. */
    WRITES_WITH_READING_TOKEN,
    /** Many different items and bundles downloaded in a day. */
    DOWNLOADS,
    /** Many different things looked at in a day. */
    VIEWS,
    /** Many searches in an hour. */
    SEARCHES,
    /** Several identities of sources opened in a day. */
    IDENTITIES_OPENED,
    /** Many tokens issued in a day. */
    TOKENS_ISSUED,
    /** Much more looked at and downloaded in a day than on this person's other days. */
    UNUSUAL_DAY
}
