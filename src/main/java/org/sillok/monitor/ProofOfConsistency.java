package org.sillok.monitor;

import java.util.concurrent.Callable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.log.core.ProvenConsistency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok proof consistency}. */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        description =
                "Prove that the tree of one size continues that of another; prints JSON as /log/proof/consistency.")
final class ProofOfConsistency implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The log's address, or a folder with checkpoint and tile/.")
    private String source = "";

    @Option(names = "--from", required = true, paramLabel = "A", description = "The earlier size.")
    private long from;

    @Option(names = "--to", required = true, paramLabel = "B", description = "The later size, at most the head's.")
    private long to;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ProofAnswer.ofTiles(spec, source, trust, (head, proofs) -> {
            ProvenConsistency proven = proofs.consistency(from, to);
            return CompactJson.text(JsonObject.builder()
                            .put("from", proven.proof().oldSize())
                            .put("to", proven.proof().newSize())
                            .put("fromRoot", ProofOfInclusion.base64(proven.fromRoot()))
                            .put("toRoot", ProofOfInclusion.base64(proven.toRoot()))
                            .put(
                                    "hashes",
                                    ProofOfInclusion.base64(proven.proof().path()))
                            .build())
                    + System.lineSeparator();
        });
    }
}
