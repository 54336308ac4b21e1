package org.sillok.custody.core;

/**
 * What a statement records. The list is closed: a reader refuses a type it does not know. Names are unique over all
 * kinds of stream, so a type alone tells the kind.
 */
public enum EventType {
    DEPOSITED(StreamKind.ITEM),
    VERSION_ADDED(StreamKind.ITEM),
    DERIVED(StreamKind.ITEM),
    METADATA_CORRECTED(StreamKind.ITEM),
    BOUND(StreamKind.ITEM),
    UNBOUND(StreamKind.ITEM),
    DECIDED(StreamKind.ITEM),
    RELEASED(StreamKind.ITEM),
    WITHDRAWN(StreamKind.ITEM),
    RESTRICTED(StreamKind.ITEM),
    HELD(StreamKind.ITEM),
    HOLD_LIFTED(StreamKind.ITEM),
    ERASED(StreamKind.ITEM),
    FIXITY_FAILED(StreamKind.ITEM),
    REPAIRED(StreamKind.ITEM),
    HANDED_OVER(StreamKind.ITEM),
    RECEIVED(StreamKind.ITEM),
    DEPOSITOR_JOINED(StreamKind.ITEM),
    TREATMENT_PROPOSED(StreamKind.ITEM),
    TREATMENT_APPROVED(StreamKind.ITEM),
    TREATMENT_REVOKED(StreamKind.ITEM),
    DEPOSITOR_PROPOSED(StreamKind.ITEM),
    DEPOSITOR_DECLINED(StreamKind.ITEM),
    DEPOSITOR_WITHDRAWN(StreamKind.ITEM),
    WITHDRAWAL_LIFTED(StreamKind.ITEM),

    SOURCE_REGISTERED(StreamKind.SOURCE),
    SOURCE_CORRECTED(StreamKind.SOURCE),
    NAMING_DECIDED(StreamKind.SOURCE),
    IDENTITY_RECORDED(StreamKind.SOURCE),
    IDENTITY_OPENING_REQUESTED(StreamKind.SOURCE),
    IDENTITY_OPENING_APPROVED(StreamKind.SOURCE),
    IDENTITY_DISCLOSED(StreamKind.SOURCE),

    AGREEMENT_DRAFTED(StreamKind.AGREEMENT),
    AGREEMENT_PROPOSED(StreamKind.AGREEMENT),
    AGREEMENT_SIGNED(StreamKind.AGREEMENT),
    AGREEMENT_IN_FORCE(StreamKind.AGREEMENT),
    AGREEMENT_SUSPENDED(StreamKind.AGREEMENT),
    AGREEMENT_EXPIRED(StreamKind.AGREEMENT),
    AGREEMENT_TERMINATED(StreamKind.AGREEMENT),
    AGREEMENT_AMENDED(StreamKind.AGREEMENT),
    AGREEMENT_RESUMED(StreamKind.AGREEMENT),
    AGREEMENT_WITHDRAWN(StreamKind.AGREEMENT),
    AGREEMENT_REVISED(StreamKind.AGREEMENT),
    AGREEMENT_SIGNATURE_RECORDED(StreamKind.AGREEMENT),

    CONSENT_REQUESTED(StreamKind.CONSENT),
    CONSENT_DEFERRED(StreamKind.CONSENT),
    CONSENT_REFUSED(StreamKind.CONSENT),
    CONSENT_GIVEN(StreamKind.CONSENT),
    CONSENT_REAFFIRMED(StreamKind.CONSENT),
    CONSENT_NARROWED(StreamKind.CONSENT),
    CONSENT_WIDENED(StreamKind.CONSENT),
    CONSENT_WITHDRAWN(StreamKind.CONSENT),
    CONSENT_REVOKED_BY_OTHER(StreamKind.CONSENT),
    CONSENT_EXPIRED(StreamKind.CONSENT),
    CONSENT_INVALIDATED(StreamKind.CONSENT),
    CONSENT_UNKNOWN(StreamKind.CONSENT),

    SUBMITTED(StreamKind.REQUEST),
    AMENDED(StreamKind.REQUEST),
    CONSULTED(StreamKind.REQUEST),
    ANSWERED(StreamKind.REQUEST),
    APPROVED(StreamKind.REQUEST),
    REFUSED(StreamKind.REQUEST),
    ASSESSED(StreamKind.REQUEST),
    REQUEST_WITHDRAWN(StreamKind.REQUEST),
    REQUEST_EXPIRED(StreamKind.REQUEST),

    SEALED(StreamKind.BUNDLE),
    DELIVERED(StreamKind.BUNDLE),
    ACKNOWLEDGED(StreamKind.BUNDLE),
    RECALLED(StreamKind.BUNDLE),
    RECALL_ANSWERED(StreamKind.BUNDLE),
    BUNDLE_EXPIRED(StreamKind.BUNDLE),
    UNDERTAKINGS_ACCEPTED(StreamKind.BUNDLE),
    ONWARD_REPORTED(StreamKind.BUNDLE),
    RECALL_DELIVERED(StreamKind.BUNDLE),
    RECALL_REMINDED(StreamKind.BUNDLE),
    RECALL_OVERDUE(StreamKind.BUNDLE),
    RECALL_LIFTED(StreamKind.BUNDLE),

    VIEWED(StreamKind.ACCESS),
    LISTED(StreamKind.ACCESS),
    SEARCHED(StreamKind.ACCESS),
    DOWNLOADED(StreamKind.ACCESS),
    DENIED(StreamKind.ACCESS),
    ADMINISTERED(StreamKind.ACCESS),
    IDENTITY_OPENED(StreamKind.ACCESS),

    KEY(StreamKind.REPOSITORY),
    POLICY(StreamKind.REPOSITORY),
    FIXITY_RUN(StreamKind.REPOSITORY),
    BACKUP(StreamKind.REPOSITORY),
    RESTORED(StreamKind.REPOSITORY),
    INCIDENT(StreamKind.REPOSITORY),
    LOGIN_FAILURES(StreamKind.REPOSITORY),
    COVER(StreamKind.REPOSITORY),
    FACT_RECORDED(StreamKind.REPOSITORY),
    FACT_WITHDRAWN(StreamKind.REPOSITORY),
    RECALL_LIST(StreamKind.REPOSITORY),
    HOLDINGS_HANDED_OVER(StreamKind.REPOSITORY);

    private final StreamKind stream;

    EventType(StreamKind stream) {
        this.stream = stream;
    }

    /** The kind of stream that statements of this type belong to. */
    public StreamKind stream() {
        return stream;
    }
}
