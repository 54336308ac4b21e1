package org.sillok.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.PatientKeys;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;

/**
 * The keys of the subjects that were met last. Keys that were altered, or are protected by one that was declared lost, are a
 * finding, and then there are none. Keys that cannot be had otherwise end the audit.
 */
final class SubjectKeyCache {
    private static final int HELD = 64;

    private final PatientKeys subjectKeys;
    private final Findings findings;
    private final Tally tally;
    private final Map<String, Optional<SubjectKeys>> held = new LinkedHashMap<>(HELD, 0.75f, true);

    SubjectKeyCache(PatientKeys subjectKeys, Findings findings, Tally tally) {
        this.subjectKeys = subjectKeys;
        this.findings = findings;
        this.tally = tally;
    }

    Optional<SubjectKeys> of(String subject) {
        Optional<SubjectKeys> known = held.get(subject);
        if (known == null) {
            known = load(subject);
            if (held.size() == HELD) {
                held.remove(held.keySet().iterator().next());
            }
            held.put(subject, known);
        }
        return known;
    }

    private Optional<SubjectKeys> load(String subject) {
        try {
            return Optional.of(subjectKeys.of(subject, () -> tally.did(0)));
        } catch (SealBrokenException e) {
            findings.add(FindingCode.KEY_ALTERED, Place.keys(subject), "a wrapped key of the subject was altered");
            return Optional.empty();
        } catch (KekUnavailableException e) {
            if (e.trouble() != KeyTrouble.LOST) {
                throw e;
            }
            findings.add(FindingCode.KEY_LOST, Place.keys(subject), "the key that protects it was declared lost");
            return Optional.empty();
        }
    }
}
