package org.sillok.agreement;

import java.time.LocalDate;
import java.util.List;
import org.sillok.agreement.core.SignedDocument;

/**
 * A signature on paper.
 *
 * @param document an item of the signing party that holds it
 * @param signedOn the day that the paper bears
 * @param signatories who signed
 */
public record PaperSignature(SignedDocument document, LocalDate signedOn, List<String> signatories) {
    public PaperSignature {
        signatories = List.copyOf(signatories);
    }

    /** Names stay out of logs. */
    @Override
    public String toString() {
        return "PaperSignature";
    }
}
