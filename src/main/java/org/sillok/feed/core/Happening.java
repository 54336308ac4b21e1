package org.sillok.feed.core;

/** What an organisation is told about. A closed list that grows; names are stored and sent: never rename. */
public enum Happening {
    REQUEST_SUBMITTED,
    REQUEST_AMENDED,
    REQUEST_WITHDRAWN,
    REQUEST_EXPIRED,
    REQUEST_REFUSED,
    REQUEST_APPROVED,
    CONSULTATION_ASKED,
    CONSULTATION_ANSWERED,
    CONSULTATION_EXPIRED,
    BUNDLE_SEALED,
    BUNDLE_FAILED,
    BUNDLE_DELIVERED,
    BUNDLE_ACKNOWLEDGED,
    BUNDLE_EXPIRED,
    AGREEMENT_PROPOSED,
    AGREEMENT_SIGNED,
    AGREEMENT_IN_FORCE,
    AGREEMENT_SUSPENDED,
    AGREEMENT_RESUMED,
    AGREEMENT_TERMINATED,
    AGREEMENT_WITHDRAWN,
    /** Something was recorded of a consent of the organisation's own. */
    CONSENT_RECORDED,
    /** Another organisation has named this one as a depositor of an item. */
    DEPOSITOR_JOINED,
    /** Somebody asked for the opening of an identity: a second custodian is needed. The subject is the source. */
    IDENTITY_OPENING_REQUESTED,
    /** An organisation has registered a key: a custodian is needed. The subject is the organisation. */
    PARTY_KEY_REGISTERED,
    /** A webhook of the organisation's is no longer served, because its receiver has not taken anything for long. */
    WEBHOOK_PAUSED,
    /** Somebody tries a webhook out. Sent to that webhook only. */
    WEBHOOK_TEST
}
