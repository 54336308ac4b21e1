package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases that a lawyer or an organisation's officer can review, in the files beside the README.md in {@code cases}. */
final class ConsentCasesTest {
    private static final int AT_LEAST = 200;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException, URISyntaxException {
        return all().stream().map(one -> DynamicTest.dynamicTest(one.title(), () -> check(one)));
    }

    @Test
    void thereAreEnoughAndNoNameIsTwice() throws IOException, URISyntaxException {
        List<String> names = all().stream().map(ConsentCase::name).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(AT_LEAST).doesNotHaveDuplicates();
    }

    @Test
    void everyCodeOfTheVocabularyOccurs() throws IOException, URISyntaxException {
        CaseCoverage coverage = new CaseCoverage(all());
        assertThat(coverage.missing()).isEmpty();
    }

    private static void check(ConsentCase one) {
        Decision decision = Evaluator.decide(one.question());
        assertThat(one.then().faults(decision))
                .as("%s%nbecause: %s%ndecided: %s", one.title(), one.because(), words(decision))
                .isEmpty();
    }

    private static String words(Decision decision) {
        List<String> words = new ArrayList<>(List.of(decision.outcome().name()));
        decision.reasons().forEach(reason -> words.add(reason.code() + " " + reason.detail() + " " + reason.place()));
        decision.obligations().forEach(obligation -> words.add("obliges to " + obligation.code()));
        words.add(decision.window().toString());
        return String.join("; ", words);
    }

    private static List<ConsentCase> all() throws IOException, URISyntaxException {
        Path folder = Path.of(ConsentCasesTest.class.getResource("cases").toURI());
        CaseReader reader = new CaseReader(Files.readString(folder.resolve("base/base.yaml")));
        List<ConsentCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                cases.addAll(reader.read(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return cases;
    }
}
