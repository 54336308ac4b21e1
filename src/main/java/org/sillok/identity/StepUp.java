package org.sillok.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.sillok.custody.AccessLog;
import org.sillok.identity.core.Assurance;
import org.sillok.identity.core.StepUpRule;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * The stronger authentication that opening an identity, approving, erasing, and changing who may do what take. Where this
 * installation issues its tokens itself there is no login that could be repeated: then a token suffices unless it was issued
 * without this, and whoever runs the service is told so at the start.
 */
@ApplicationScoped
public class StepUp {
    private final IdentityConfig config;
    private final TokenIssuer issuer;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    StepUp(IdentityConfig config, TokenIssuer issuer, AccessLog accessLog, Scope scope, Clock clock) {
        this.config = config;
        this.issuer = issuer;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        rule();
    }

    /**
     * The caller, if its token proves enough. Says nothing about what was asked for, and does not look at it; a refusal is on
     * the record.
     */
    @Transactional
    public Outcome<Caller> require(Caller caller, Assurance assurance) {
        StepUpRule.Verdict verdict = rule().judge(assurance, clock.instant());
        if (verdict == StepUpRule.Verdict.SUFFICIENT) {
            return Outcome.done(caller);
        }
        scope.enter(caller);
        accessLog.denied(caller.actor(), "STEP_UP", "");
        return Outcome.refused(
                ProblemCode.INSUFFICIENT_USER_AUTHENTICATION,
                verdict == StepUpRule.Verdict.WEAKER
                        ? "The token was not issued for a person who authenticated strongly enough."
                        : "The person authenticated too long ago, or the token does not say when.");
    }

    /** What tells a client which authentication to ask its provider for. */
    public String challenge() {
        return rule().challenge();
    }

    private StepUpRule rule() {
        if (issuer.isHere()) {
            return new StepUpRule(List.of(TokenIssuer.LOCAL_ACR), null);
        }
        try {
            return new StepUpRule(config.stepUp().acrValues(), config.stepUp().maxAge());
        } catch (IllegalArgumentException e) {
            throw new IdentitySettingException("step-up", "takes " + e.getMessage());
        }
    }
}
