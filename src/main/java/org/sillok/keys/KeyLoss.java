package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

/**
 * Gives up a key-encryption key that is gone, and with it what it protects, so that the repository goes on without. Whoever
 * does so says how many keys are given up: nobody does it by mistake, or about a state that has changed meanwhile.
 */
@ApplicationScoped
public class KeyLoss {
    /** Who declared it, if nobody was asked who they are. */
    private static final String COMMAND = "command";

    private final KekRegister keks;
    private final RotationRecord record;
    private final AccessLog accessLog;
    private final Scope scope;

    KeyLoss(KekRegister keks, RotationRecord record, AccessLog accessLog, Scope scope) {
        this.keks = keks;
        this.record = record;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Declares a key lost. Custodians only: operators do not give evidence up. Harmless when repeated. */
    @Transactional
    public Outcome<List<KekStatus>> declare(Caller caller, String kek, long wraps) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN)) {
            accessLog.denied(caller.actor(), "DECLARE_KEY_LOST", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        Outcome<List<KekStatus>> declared = declare(kek, wraps, caller.user().value());
        if (declared instanceof Outcome.Done) {
            accessLog.administered(caller.actor(), "DECLARE_KEY_LOST", List.of(Fact.of(Field.DETAILS, kek)));
        }
        return declared;
    }

    /** The same without a caller, for the program itself. */
    public Outcome<List<KekStatus>> declare(String kek, long wraps) {
        return declare(kek, wraps, COMMAND);
    }

    private Outcome<List<KekStatus>> declare(String kek, long wraps, String by) {
        List<KekStatus> before = keks.status();
        KekStatus key = before.stream()
                .filter(each -> each.kek().equals(kek))
                .findFirst()
                .orElse(null);
        if (key == null) {
            return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        }
        Optional<String> objection = objection(key, wraps);
        if (objection.isPresent()) {
            return Outcome.refused(ProblemCode.CONFLICT, objection.get());
        }
        return key.lost() ? Outcome.done(before) : record.lose(key, by).map(unused -> keks.status());
    }

    /** Why a key is not declared lost, by somebody who believes that it wraps so many keys. */
    static Optional<String> objection(KekStatus key, long wraps) {
        KeyTrouble trouble = key.trouble();
        if (key.retired()) {
            return Optional.of("It was retired: nothing needs it.");
        } else if (key.current()) {
            return Optional.of("It is the current key.");
        } else if (key.wraps() == 0) {
            return Optional.of("Nothing is wrapped under it: retire it instead.");
        } else if (key.wraps() != wraps) {
            return Optional.of("It wraps " + key.wraps() + " keys.");
        } else if (key.lost()) {
            return Optional.empty();
        } else if (trouble == null) {
            return Optional.of("It is not lost, it can be used: rotate, which moves away what it wraps.");
        } else if (!trouble.mayBeLoss()) {
            return Optional.of(
                    "Whether it is lost cannot be told (" + trouble + "): that may be corrected, or end by itself."
                            + " If the vault that has it is gone for good, take its settings away first.");
        }
        return Optional.empty();
    }
}
