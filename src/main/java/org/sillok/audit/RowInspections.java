package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sillok.audit.core.Findings;
import org.sillok.consent.ConsentInspection;
import org.sillok.custody.CustodyInspection;
import org.sillok.fact.FactInspection;
import org.sillok.hold.HoldInspection;
import org.sillok.identity.PartyKeyInspection;
import org.sillok.request.RequestInspection;
import org.sillok.sharing.DisclosureInspection;
import org.sillok.sharing.TreatmentInspection;
import org.sillok.source.SourceInspection;

/** Where the rows are to be seen that decide what may be shared. */
@ApplicationScoped
class RowInspections {
    private final CustodyInspection custody;
    private final ConsentInspection consents;
    private final TreatmentInspection treatments;
    private final DisclosureInspection disclosures;
    private final SourceInspection sources;
    private final RequestInspection requests;
    private final HoldInspection holds;
    private final FactInspection facts;
    private final PartyKeyInspection partyKeys;

    RowInspections(
            CustodyInspection custody,
            ConsentInspection consents,
            TreatmentInspection treatments,
            DisclosureInspection disclosures,
            SourceInspection sources,
            RequestInspection requests,
            HoldInspection holds,
            FactInspection facts,
            PartyKeyInspection partyKeys) {
        this.custody = custody;
        this.consents = consents;
        this.treatments = treatments;
        this.disclosures = disclosures;
        this.sources = sources;
        this.requests = requests;
        this.holds = holds;
        this.facts = facts;
        this.partyKeys = partyKeys;
    }

    /** The checks of one audit. */
    RowChecks checks(SubjectKeyCache keys, Findings findings) {
        return new RowChecks(
                List.of(
                        new BindingCheck(consents, findings),
                        new TreatmentCheck(treatments, findings),
                        new ReleaseCheck(disclosures, findings),
                        new HoldCheck(holds, findings),
                        new ConsentCheck(consents, findings),
                        new NamingCheck(consents, findings),
                        new SourceCheck(sources, findings),
                        new RequestCheck(requests, findings)),
                new RepositoryCheck(facts, partyKeys, keys, findings),
                custody,
                keys);
    }
}
