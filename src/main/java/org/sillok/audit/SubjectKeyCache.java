package org.sillok.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** The keys of the subjects that were met last. Keys that cannot be unwrapped are a finding, and then there are none. */
final class SubjectKeyCache {
    private static final int HELD = 64;

    private final Vault vault;
    private final Findings findings;
    private final Map<String, Optional<SubjectKeys>> held = new LinkedHashMap<>(HELD, 0.75f, true);

    SubjectKeyCache(Vault vault, Findings findings) {
        this.vault = vault;
        this.findings = findings;
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
            return Optional.of(vault.keysOf(subject));
        } catch (SealBrokenException e) {
            findings.add(FindingCode.KEY_ALTERED, Place.keys(subject), "a wrapped key of the subject was altered");
        } catch (KekUnavailableException e) {
            findings.add(
                    FindingCode.KEY_ALTERED,
                    Place.keys(subject),
                    "it is said to be wrapped by a key-encryption key that is not at hand");
        }
        return Optional.empty();
    }
}
