package org.sillok.monitor;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.ProvenInclusion;
import org.sillok.log.core.TlogProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok proof inclusion}. */
@Command(
        name = "inclusion",
        mixinStandardHelpOptions = true,
        description = "Prove that an entry is in the log's tree; prints JSON as /log/proof/inclusion does.")
final class ProofOfInclusion implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The log's address, or a folder with checkpoint and tile/.")
    private String source = "";

    @Option(names = "--index", required = true, paramLabel = "N", description = "The entry's number.")
    private long index;

    @Option(names = "--size", paramLabel = "S", description = "The tree's size; by default the head's.")
    private @Nullable Long size;

    @Option(names = "--tlog-proof", description = "Print the proof with the head as C2SP tlog-proof; not with --size.")
    private boolean portable;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ProofAnswer.ofTiles(spec, source, trust, (head, proofs) -> {
            if (portable && size != null) {
                throw new StateFiles.UnusableException("--tlog-proof is for the head's size: leave out --size");
            }
            ProvenInclusion proven =
                    proofs.inclusion(index, size == null ? head.checkpoint().size() : size);
            if (portable) {
                return new TlogProof(
                                Bytes.of(new byte[0]), index, proven.proof().path(), head.note())
                        .text();
            }
            return CompactJson.text(JsonObject.builder()
                            .put("index", proven.proof().index())
                            .put("size", proven.proof().size())
                            .put("leafHash", base64(proven.leafHash()))
                            .put("root", base64(proven.root()))
                            .put("hashes", base64(proven.proof().path()))
                            .build())
                    + System.lineSeparator();
        });
    }

    static JsonArray base64(List<Digest> hashes) {
        return JsonArray.ofTexts(hashes.stream().map(ProofOfInclusion::base64).toList());
    }

    static String base64(Digest hash) {
        return Base64.getEncoder().encodeToString(hash.toArray());
    }
}
