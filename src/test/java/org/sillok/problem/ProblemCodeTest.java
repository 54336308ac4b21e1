package org.sillok.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
    @Test
    void everyCodeHasAStableSlugThatLeadsBackToIt() {
        Set<String> slugs = new HashSet<>();
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(code.slug()).matches("[a-z]+(-[a-z]+)*");
            assertThat(slugs.add(code.slug())).isTrue();
            assertThat(ProblemCode.ofSlug(code.slug())).contains(code);
            assertThat(code.type()).isEqualTo("/problems/" + code.slug());
        }
        assertThat(ProblemCode.ofSlug("NOT_FOUND")).isEmpty();
    }

    @Test
    void everyCodeSaysWhatItMeansAndHowToGetOut() {
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(code.status()).isBetween(400, 599);
            assertThat(code.title()).isNotBlank().doesNotEndWith(".");
            assertThat(code.meaning()).endsWith(".");
            assertThat(code.wayOut()).endsWith(".");
        }
    }
}
