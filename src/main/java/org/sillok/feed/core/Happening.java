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
    /** Something of a bundle is called back: its recipient is asked to do something. The subject is the notice, as below. */
    RECALL_ISSUED,
    RECALL_REMINDED,
    RECALL_ANSWERED,
    /** The time to answer is over, and there is no answer. Told again in regular steps. */
    RECALL_OVERDUE,
    RECALL_LIFTED,
    AGREEMENT_PROPOSED,
    AGREEMENT_SIGNED,
    AGREEMENT_IN_FORCE,
    AGREEMENT_SUSPENDED,
    AGREEMENT_RESUMED,
    AGREEMENT_TERMINATED,
    AGREEMENT_WITHDRAWN,
    /** Something was recorded of a consent of the organisation's own. */
    CONSENT_RECORDED,
    /** A consent of the organisation's own is due for review. The subject is the consent. */
    CONSENT_REVIEW_DUE,
    /** The time of a consent of the organisation's own is over. The subject is the consent. */
    CONSENT_EXPIRED,
    /** An agreement of the organisation's should be looked at again. The subject is the agreement. */
    AGREEMENT_REVIEW_DUE,
    /** The time of an agreement of the organisation's is over. The subject is the agreement. */
    AGREEMENT_EXPIRED,
    /** Material of the organisation's is held. The subject is the hold. */
    HOLD_PLACED,
    /** A hold on material of the organisation's was lifted, or its time is over. The subject is the hold. */
    HOLD_LIFTED,
    /** Something of the organisation's was disclosed and would not be permitted any more. The subject is the bundle. */
    DISCLOSURE_NOT_PERMITTED_NOW,
    /** Something of the organisation's material was taken back. The subject is the withdrawal. */
    WITHDRAWAL_RECORDED,
    /** Somebody proposes to lift a withdrawal: a second person is needed. */
    WITHDRAWAL_LIFT_PROPOSED,
    WITHDRAWAL_LIFTED,
    /** A recipient says that it has passed on material of the organisation's. The subject is the bundle. */
    ONWARD_REPORTED,
    /** Somebody wants material to be gone for good: a custodian is needed. The subject is the erasure. */
    ERASURE_PROPOSED,
    /** An erasure was rejected. The subject is the erasure. */
    ERASURE_REJECTED,
    /** Something holds back what is to be erased; it goes on by itself when that ends. The subject is the erasure. */
    ERASURE_BLOCKED,
    /** All that was to be erased is erased. The subject is the erasure. */
    ERASURE_DONE,
    /** A custodian wants to hand the organisation's holdings over to a successor. The subject is the succession. */
    SUCCESSION_PROPOSED,
    /** An organisation agreed that its holdings be handed over: a second custodian is needed. */
    SUCCESSION_AGREED,
    /** The package for the successor is written. */
    SUCCESSION_EXPORTED,
    /** The successor has taken the holdings over, and all records say so. */
    SUCCESSION_DONE,
    /** A succession was called off. */
    SUCCESSION_REJECTED,
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
