package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sillok.kernel.Digest;

class MerkleVectorsTest {
    // The leaves and roots that Certificate Transparency's implementations share.
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };
    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    @Test
    void agreesWithCertificateTransparency() {
        List<Digest> hashes = new ArrayList<>();
        for (int size = 0; size < ROOTS.length; size++) {
            assertThat(Frontier.EMPTY.extend(hashes).root().hex()).isEqualTo(ROOTS[size]);
            if (size < LEAVES.length) {
                hashes.add(Merkle.leafHash(HexFormat.of().parseHex(LEAVES[size])));
            }
        }
    }

    static Stream<Path> vectors() throws IOException, URISyntaxException {
        URL directory = Objects.requireNonNull(MerkleVectorsTest.class.getResource("vectors"));
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judgesPublishedProofsAndTheirCorruptionsAsTheirNamesSay(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        List<Digest> path = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            if (words[0].equals("hash")) {
                path.add(hash(words[1]));
            } else {
                values.put(words[0], words[1]);
            }
        }
        boolean holds = values.containsKey("index") ? inclusionHolds(values, path) : consistencyHolds(values, path);
        assertThat(holds).isEqualTo(values.get("verdict").equals("holds"));
    }

    private static boolean inclusionHolds(Map<String, String> values, List<Digest> path) {
        try {
            new InclusionProof(Long.parseLong(values.get("index")), Long.parseLong(values.get("size")), path)
                    .verify(hash(values.get("leaf")), hash(values.get("root")));
            return true;
        } catch (InvalidProofException e) {
            return false;
        }
    }

    private static boolean consistencyHolds(Map<String, String> values, List<Digest> path) {
        try {
            new ConsistencyProof(Long.parseLong(values.get("old")), Long.parseLong(values.get("new")), path)
                    .verify(hash(values.get("oldRoot")), hash(values.get("newRoot")));
            return true;
        } catch (InvalidProofException e) {
            return false;
        }
    }

    private static Digest hash(String hex) {
        return Digest.sha256(HexFormat.of().parseHex(hex));
    }
}
