package org.sillok.terms;

import java.util.Set;

/**
 * What a term may be conditional on. A closed list; names are stored: never rename. Each code says what it takes, and how
 * it works: decided now, met by a transformation before release, undertaken by the recipient, monitored afterwards; and
 * whether asking somebody can lift it.
 */
public enum ConditionCode {
    RECIPIENTS_ONLY(Shape.RECIPIENTS, Kind.SCOPING),
    RECIPIENTS_EXCEPT(Shape.RECIPIENTS, Kind.SCOPING),
    PURPOSES_ONLY(Shape.PURPOSES, Kind.SCOPING),
    PURPOSES_EXCEPT(Shape.PURPOSES, Kind.SCOPING),
    CRIMINAL_PROCEEDINGS_ONLY(Shape.NOTHING, Kind.UNDERTAKEN),
    LEAD_ONLY(Shape.NOTHING, Kind.UNDERTAKEN),
    SEPARATE_CONSENT_FOR_EVIDENCE(Shape.NOTHING, Kind.CONSULTABLE),
    NO_DEATH_PENALTY(Shape.NOTHING, Kind.UNDERTAKEN),
    FAIR_TRIAL_ASSESSED(Shape.NOTHING, Kind.UNDERTAKEN),
    NO_IN_ABSENTIA(Shape.NOTHING, Kind.UNDERTAKEN),
    NO_INTELLIGENCE_USE(Shape.NOTHING, Kind.UNDERTAKEN),
    NO_IMMIGRATION_USE(Shape.NOTHING, Kind.UNDERTAKEN),
    JURISDICTIONS_ONLY(Shape.STATES, Kind.UNDERTAKEN),
    JURISDICTIONS_EXCLUDED(Shape.STATES, Kind.UNDERTAKEN),
    NO_ONWARD_TRANSFER(Shape.NOTHING, Kind.UNDERTAKEN, Kind.MONITORED),
    ONWARD_WITH_CONSENT(Shape.NOTHING, Kind.CONSULTABLE, Kind.UNDERTAKEN, Kind.MONITORED),
    ONWARD_SAME_TERMS(Shape.NOTHING, Kind.UNDERTAKEN, Kind.MONITORED),
    CONSULT_SOURCE_FIRST(Shape.NOTHING, Kind.CONSULTABLE),
    CONSULT_NGO_FIRST(Shape.NOTHING, Kind.CONSULTABLE),
    ANONYMISE(Shape.NOTHING, Kind.TRANSFORMED),
    PSEUDONYMISE(Shape.NOTHING, Kind.TRANSFORMED),
    REDACT(Shape.NOTHING, Kind.TRANSFORMED),
    BLUR_FACES(Shape.NOTHING, Kind.TRANSFORMED),
    ALTER_VOICE(Shape.NOTHING, Kind.TRANSFORMED),
    STRIP_METADATA(Shape.NOTHING, Kind.TRANSFORMED),
    TRANSCRIPT_ONLY(Shape.NOTHING, Kind.TRANSFORMED),
    SUMMARY_ONLY(Shape.NOTHING, Kind.TRANSFORMED),
    EXISTENCE_ONLY(Shape.NOTHING, Kind.TRANSFORMED),
    NO_PUBLICATION(Shape.NOTHING, Kind.UNDERTAKEN),
    EMBARGO_UNTIL(Shape.INSTANT),
    ATTRIBUTION(Shape.NOTHING, Kind.UNDERTAKEN),
    NO_CONTACT_SOURCE(Shape.NOTHING, Kind.UNDERTAKEN),
    CONTACT_VIA_NGO(Shape.NOTHING, Kind.UNDERTAKEN),
    VALID_FROM(Shape.INSTANT, Kind.SCOPING),
    VALID_UNTIL(Shape.INSTANT, Kind.SCOPING),
    REVIEW_BY(Shape.INSTANT, Kind.CONSULTABLE),
    CASE_LIMITED(Shape.CASES, Kind.UNDERTAKEN),
    MAX_DISCLOSURES(Shape.COUNT),
    RETAIN_UNTIL(Shape.INSTANT, Kind.UNDERTAKEN, Kind.MONITORED),
    RETURN_OR_DESTROY_BY(Shape.INSTANT, Kind.UNDERTAKEN, Kind.MONITORED),
    ENCRYPT(Shape.NOTHING, Kind.UNDERTAKEN),
    STORE_ONLY_IN(Shape.STATES, Kind.UNDERTAKEN),
    PROTECTIVE_MEASURES_FIRST(Shape.NOTHING, Kind.UNDERTAKEN, Kind.MONITORED),
    NOTIFY_ON_USE(Shape.NOTHING, Kind.UNDERTAKEN, Kind.MONITORED),
    REPORT_ONWARD(Shape.NOTHING, Kind.UNDERTAKEN, Kind.MONITORED),
    GUARDIAN_OR_REAFFIRM_AT_MAJORITY(Shape.NOTHING, Kind.CONSULTABLE),
    FREE_TEXT(Shape.TEXT, Kind.CONSULTABLE);

    private enum Kind {
        /** Only narrows whom and what a term is about; the sole kind that may qualify a prohibition. */
        SCOPING,
        TRANSFORMED,
        UNDERTAKEN,
        MONITORED,
        CONSULTABLE
    }

    private final Shape shape;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Kind> kinds;

    ConditionCode(Shape shape, Kind... kinds) {
        this.shape = shape;
        this.kinds = Set.of(kinds);
    }

    public Shape shape() {
        return shape;
    }

    /** Whether the recipient has to undertake it in the request; it is then an obligation, too. */
    public boolean isUndertaken() {
        return kinds.contains(Kind.UNDERTAKEN);
    }

    /** Whether only a version that was made that way, and approved, meets it. */
    public boolean isTransformation() {
        return kinds.contains(Kind.TRANSFORMED);
    }

    /** Whether it is watched after the release. */
    public boolean isMonitored() {
        return kinds.contains(Kind.MONITORED);
    }

    /** Whether asking somebody can lift it. */
    public boolean isConsultable() {
        return kinds.contains(Kind.CONSULTABLE);
    }

    /**
     * Whether a prohibition may depend on it. The others say what has to be given for a permission; a prohibition that
     * depended on them would end as soon as somebody kept them.
     */
    public boolean mayQualifyProhibition() {
        return kinds.contains(Kind.SCOPING);
    }
}
