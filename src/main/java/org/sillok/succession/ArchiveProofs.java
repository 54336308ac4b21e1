package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.bundle.core.BagArchive;
import org.sillok.bundle.core.Layout;
import org.sillok.crypto.DetachedSignature;
import org.sillok.crypto.Pem;
import org.sillok.custody.StatementKey;
import org.sillok.kernel.Bytes;
import org.sillok.log.TransparencyLog;
import org.sillok.time.StampingOnDemand;

/** What goes into {@code proof/}: signature, time-stamps, the log's checkpoint and policy, and the key that signs statements. */
@ApplicationScoped
class ArchiveProofs {
    private static final String SIGNED = "tagmanifest-sha512.txt";

    private final StatementKey key;
    private final TransparencyLog log;
    private final StampingOnDemand stamping;

    ArchiveProofs(StatementKey key, TransparencyLog log, StampingOnDemand stamping) {
        this.key = key;
        this.log = log;
        this.stamping = stamping;
    }

    /** The log's newest signed checkpoint. */
    Bytes checkpoint() {
        return log.checkpoint().note();
    }

    /**
     * Proofs that are made once everything else was written.
     *
     * @param at what the signature claims as its time; no evidence
     */
    BagArchive.Proving at(Bytes checkpoint, Instant at) {
        return tagManifest -> {
            SortedMap<String, Bytes> files = new TreeMap<>();
            files.put("checkpoint", checkpoint);
            files.put("policy", Bytes.utf8(log.policy().text()));
            files.put(
                    "keys/statement-1.pem",
                    Bytes.of(Pem.write(Pem.PUBLIC_KEY, key.publicKey().spki()).getBytes(StandardCharsets.UTF_8)));
            files.put(SIGNED + ".p7s", DetachedSignature.sign(tagManifest, key.signer(), at));
            List<Bytes> stamps = stamping.stamp(tagManifest, Layout.MAX_STAMPS);
            for (int i = 0; i < stamps.size(); i++) {
                files.put(SIGNED + "." + (i + 1) + ".tsr", stamps.get(i));
            }
            return files;
        };
    }
}
