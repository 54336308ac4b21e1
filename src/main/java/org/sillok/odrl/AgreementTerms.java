package org.sillok.odrl;

import java.util.List;
import org.sillok.kernel.Bytes;
import org.sillok.odrl.core.AgreementSet;
import org.sillok.odrl.core.OdrlException;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.Agreement;

/** Agreements as one ODRL document, to be kept beside what was handed over under them. Who gets it has to be a party to all. */
public final class AgreementTerms {
    private AgreementTerms() {}

    /** The bytes, always the same for the same agreements; refused if the profile cannot express one of them. */
    public static Outcome<Bytes> of(List<Agreement> agreements) {
        try {
            return Outcome.done(Bytes.of(AgreementSet.write(agreements)));
        } catch (OdrlException e) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.ODRL_NOT_EXPRESSIBLE, e.path(), String.valueOf(e.getMessage())));
        }
    }
}
