package org.sillok.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.TimeStampRoots;
import org.sillok.log.core.InvalidNoteException;

/** What the verifier says of a bundle, for tests of other rooms. */
public final class BundleJudge {
    private BundleJudge() {}

    /** When authorities under these roots (PEM) say that the bundle existed; empty if nobody does, or it does not hold. */
    public static List<Instant> times(Path archive, String roots) {
        try {
            BundleVerdict verdict = BundleSource.verify(
                    archive, BundleLimits.standard(), new Trust(List.of(), List.of(), TimeStampRoots.ofPem(roots)));
            return verdict instanceof BundleVerdict.ConsistentUnverifiedIssuer consistent
                    ? consistent.account().times().stream()
                            .filter(Account.Time::proven)
                            .map(Account.Time::time)
                            .toList()
                    : List.of();
        } catch (IOException | KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** The findings, each as text; empty if everything holds and the log is one of these. */
    public static List<String> findings(Path archive, List<String> vkeys) {
        try {
            BundleVerdict verdict = BundleSource.verify(archive, BundleLimits.standard(), Trust.of(vkeys));
            if (verdict instanceof BundleVerdict.Failed failed) {
                return failed.findings().stream().map(Finding::toString).toList();
            }
            return verdict instanceof BundleVerdict.Verified ? List.of() : List.of(verdict.toString());
        } catch (IOException | InvalidNoteException e) {
            throw new AssertionError(e);
        }
    }
}
