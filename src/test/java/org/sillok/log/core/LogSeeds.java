package org.sillok.log.core;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.sillok.kernel.Bytes;

/** Where the fuzz tests of the log's parsers start from: one good text of each format. */
final class LogSeeds {
    private static final CheckpointSigner SIGNER = CheckpointTest.aSigner(1);
    private static final TestTree TREE = TestTree.of(300);
    private static final SignedCheckpoint SIGNED =
            SIGNER.sign(new Checkpoint(SIGNER.log().name(), 300, TREE.frontier.root()), 1_763_700_000);

    private LogSeeds() {}

    static LogPolicy policy() {
        return SIGNER.policy();
    }

    static Stream<Arguments> notes() {
        return Stream.of(arguments((Object) SIGNED.note().toArray()));
    }

    static Stream<Arguments> keys() {
        return texts(SIGNER.log().vkey(), SIGNER.postQuantum().vkey());
    }

    static Stream<Arguments> policies() {
        return texts(
                SIGNER.policy().text(),
                "# two of two\nlog " + SIGNER.log().vkey() + " https://log.example.org\nwitness w "
                        + SIGNER.postQuantum().vkey() + "\ngroup g 1 w\ngroup h any g\nquorum h\n");
    }

    static Stream<Arguments> checkpoints() {
        return texts(SIGNED.checkpoint().text(), "example.org\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    static Stream<Arguments> proofs() {
        TlogProof proof = TlogProof.of(InclusionProof.of(42, 300, TREE.at(300)), SIGNED);
        TlogProof extra = new TlogProof(Bytes.utf8("extra"), 42, proof.path(), proof.checkpointNote());
        return texts(proof.text(), extra.text());
    }

    static Stream<Arguments> leaves() {
        return Stream.of(
                arguments((Object) HashedRekordLeaf.of(Merkle.emptyRoot(), new byte[] {48, 1}, new byte[] {48, 2})));
    }

    static Stream<Arguments> cosignatures() {
        return Stream.of(arguments((Object) new Cosignature(1_763_700_000, Bytes.of(new byte[2420])).bytes()));
    }

    static Stream<Arguments> records() {
        RecordBundle bundle = new RecordBundle(List.of(Bytes.utf8("a"), Bytes.utf8(""), Bytes.utf8("bcd")));
        return Stream.of(arguments((Object) bundle.bytes()));
    }

    static Stream<Arguments> tileNames() {
        return texts("tile/0/x001/x234/067", "tile/7/000.p/12", "tile/entries/x001/000.p/255");
    }

    private static Stream<Arguments> texts(String... texts) {
        return Stream.of(texts).map(text -> arguments((Object) text.getBytes(StandardCharsets.UTF_8)));
    }
}
