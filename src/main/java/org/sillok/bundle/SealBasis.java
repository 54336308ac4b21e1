package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.Map;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.request.Sealable;
import org.sillok.request.core.RefusalReason;
import org.sillok.terms.MaterialRef;

/**
 * What a sealing rests on, as one digest: the versions that are handed over, each with all that its decision rests on and how
 * much is told of it; what became of the other lines; and what each holder's people approved. As long as it is the same, what
 * was sealed may be handed over.
 *
 * <p>It holds outcomes and no times, so the passing of time alone does not change it, except where it ends or begins a
 * permission: then other things would be handed over or told. That nobody can reply any more changes nothing: before that
 * moment nothing is sealed of which a line is open, and no line that is not open depends on it.
 *
 * <p>SHA-256 over ASCII, each of these ended by a line feed: {@code sillok/seal-basis/1}; the request; the revision; for each
 * version in its order {@code granted item/version basis} and, if metadata was asked for, {@code told item/version extent
 * revision}; for each other line in the order of versions {@code withheld item/version standing listed refusal}, where listed
 * is {@code true} or {@code false} and no refusal is {@code -}; for each holder in its order {@code holder party basis}.
 * {@code basis} is base64url.
 */
@ApplicationScoped
class SealBasis {
    private final Describing describing;

    SealBasis(Describing describing) {
        this.describing = describing;
    }

    /**
     * The basis as of now, in the transaction that asked, which is in the system's scope. What it depends on is held until that
     * ends. The number of queries grows with each 200 versions, not with each one.
     */
    @Transactional(TxType.MANDATORY)
    Digest of(Sealable.Yes sealable) {
        return of(sealable, describing.of(sealable));
    }

    /** The same if it is known how much is told of each version. */
    static Digest of(Sealable.Yes sealable, Map<MaterialRef, Telling> tellings) {
        MessageDigest sha256 = Sha2.newSha256();
        feed(sha256, "sillok/seal-basis/1\n" + sealable.request() + "\n" + sealable.revision());
        sealable.granted().stream()
                .sorted(Comparator.comparing(Sealable.Granted::version))
                .forEach(line -> {
                    feed(
                            sha256,
                            "granted " + line.version() + " "
                                    + line.grant().basis().base64Url());
                    Telling told = tellings.get(line.version());
                    if (told != null) {
                        feed(
                                sha256,
                                "told " + line.version() + " " + told.extent().name() + " " + told.revision());
                    }
                });
        sealable.withheld().stream()
                .sorted(Comparator.comparing(Sealable.Withheld::version))
                .forEach(line -> {
                    RefusalReason refusal = line.refusal();
                    feed(
                            sha256,
                            "withheld " + line.version() + " "
                                    + line.standing().name() + " " + line.mayBeListed() + " "
                                    + (refusal == null ? "-" : refusal.name()));
                });
        sealable.holders().stream()
                .sorted(Comparator.comparing(holder -> holder.party().value()))
                .forEach(holder -> feed(
                        sha256,
                        "holder " + holder.party() + " " + holder.basis().base64Url()));
        return Digest.sha256(sha256.digest());
    }

    private static void feed(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
