package org.sillok.verify;

/** How the command ends; scripts rely on these numbers. */
public enum ExitCode {
    /** Everything holds, and the issuer is one that you trust. */
    VERIFIED(0),
    /** Something does not hold. */
    FAILED(1),
    /** The command was called wrongly, or a file cannot be read: nothing was verified. */
    UNREADABLE(2),
    /** Everything holds, but no trusted key was given. */
    ISSUER_UNVERIFIED(3),
    /** Everything holds, and the recall list names the bundle: it is genuine, and was called back. */
    RECALLED(4),
    /** Everything holds, and whether the bundle was recalled is not known: the list does not hold at this time, or a newer one was seen. */
    RECALLS_OUTDATED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static ExitCode of(Verdict verdict) {
        if (verdict instanceof Verdict.Verified) {
            return VERIFIED;
        }
        return verdict instanceof Verdict.ConsistentUnverifiedIssuer ? ISSUER_UNVERIFIED : FAILED;
    }

    static ExitCode of(PackageVerdict verdict) {
        if (verdict instanceof PackageVerdict.Verified) {
            return VERIFIED;
        }
        return verdict instanceof PackageVerdict.ConsistentUnverifiedIssuer ? ISSUER_UNVERIFIED : FAILED;
    }

    static ExitCode of(BundleVerdict verdict) {
        if (verdict instanceof BundleVerdict.Verified) {
            return VERIFIED;
        }
        if (verdict instanceof BundleVerdict.Recalled) {
            return RECALLED;
        }
        if (verdict instanceof BundleVerdict.RecallsOutdated) {
            return RECALLS_OUTDATED;
        }
        return verdict instanceof BundleVerdict.ConsistentUnverifiedIssuer ? ISSUER_UNVERIFIED : FAILED;
    }
}
