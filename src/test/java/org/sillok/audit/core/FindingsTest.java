package org.sillok.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void allAreCountedAndSoManyAreListed() {
        Findings findings = new Findings();
        for (int i = 0; i < Findings.LISTED + 500; i++) {
            findings.add(FindingCode.OBJECT_MISSING, Place.item("itm_" + i), "gone");
        }
        assertThat(findings.listed()).hasSize(Findings.LISTED);
        assertThat(findings.counts()).containsEntry(FindingCode.OBJECT_MISSING, Findings.LISTED + 500L);
        assertThat(findings.total()).isEqualTo(Findings.LISTED + 500L);
    }

    @Test
    void oneAndTheSameFindingCountsOnce() {
        Findings findings = new Findings();
        findings.add(FindingCode.KEY_MISSING, Place.keys("itm_a"), "gone");
        findings.add(FindingCode.KEY_MISSING, Place.keys("itm_a"), "gone");
        assertThat(findings.total()).isEqualTo(1);
    }

    @Test
    void everyCodeIsExplainedInTheDocumentationAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "audit.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(FindingCode.values())
                        .map(code -> "| `" + code + "` | " + code.meaning() + " | " + code.wayOut() + " |")
                        .toList());
    }
}
