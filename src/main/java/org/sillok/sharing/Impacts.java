package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.function.Consumer;
import org.sillok.agreement.AgreementsInForce;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.sharing.core.WhatIf;

/** Starts jobs that say what a change would come to, before anybody makes it. */
@ApplicationScoped
public class Impacts {
    static final String KIND = "IMPACT";

    private final AgreementsInForce agreements;
    private final Parties parties;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;

    Impacts(AgreementsInForce agreements, Parties parties, Jobs jobs, AccessLog accessLog, Scope scope) {
        this.agreements = agreements;
        this.parties = parties;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * Queues a job for what the caller's organisation has. A consent that does not exist concerns nothing, and so does
     * another organisation's; an agreement has to be one under which the organisation provides.
     */
    @Transactional
    public Outcome<JobId> request(Caller caller, ImpactAsk asked, Consumer<String> alongside) {
        scope.enter(caller);
        String instrument = asked.change().instrument();
        boolean provides = WhatIf.isConsent(instrument)
                || agreements.providersOf(new AgreementId(instrument)).contains(caller.party());
        if (!caller.has(Role.CONTRIBUTOR) || !provides) {
            accessLog.denied(caller.actor(), "REQUEST_IMPACT", instrument);
            return Outcome.refused(
                    Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
        }
        Set<PartyId> receivers = asked.ask().handedOnTo();
        if (!parties.standings(receivers).keySet().containsAll(receivers)) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/handedOnTo", "One of them is not known here."));
        }
        JobId id = jobs.submit(KIND, caller, asked.json());
        alongside.accept(id.value());
        return Outcome.done(id);
    }
}
