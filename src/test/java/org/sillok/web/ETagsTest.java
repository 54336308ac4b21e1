package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

class ETagsTest {
    private static final String CURRENT = ETags.of("itm", "3");

    @Test
    void tagsDifferWhereverThePartsDo() {
        assertThat(List.of(ETags.of("ab", "c"), ETags.of("a", "bc"), ETags.of("abc"), ETags.of("abc", ""), ETags.of()))
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag.matches("\"[A-Za-z0-9_-]{22}\""));
    }

    @Test
    void aCorrectionMustNameTheStateItCorrects() {
        assertThatCode(() -> ETags.requireMatch(headers(CURRENT), CURRENT)).doesNotThrowAnyException();
        assertThatCode(() -> ETags.requireMatch(headers("\"old\" , " + CURRENT), CURRENT))
                .doesNotThrowAnyException();
        refused(ProblemCode.PRECONDITION_REQUIRED, headers());
        refused(ProblemCode.PRECONDITION_REQUIRED, headers("*"));
        refused(ProblemCode.PRECONDITION_FAILED, headers("\"old\""));
        refused(ProblemCode.PRECONDITION_FAILED, headers("W/" + CURRENT));
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        assertThat(ETags.notModified(headers(CURRENT), CURRENT)).isTrue();
        assertThat(ETags.notModified(headers("W/" + CURRENT), CURRENT)).isTrue();
        assertThat(ETags.notModified(headers("*"), CURRENT)).isTrue();
        assertThat(ETags.notModified(headers("\"old\""), CURRENT)).isFalse();
        assertThat(ETags.notModified(headers(), CURRENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old", "\"old", "old\"", "\"a\"b\"", "\"a\",", "w/\"a\"", "\"a\", *", "\"\u0007\""})
    void whatIsNotAListOfTagsIsRefused(String field) {
        refused(ProblemCode.INVALID_HEADER, headers(field));
    }

    private static void refused(ProblemCode code, HttpHeaders headers) {
        assertThatThrownBy(() -> ETags.requireMatch(headers, CURRENT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo(code));
    }

    private static HttpHeaders headers(String... lines) {
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> List.of(lines));
    }
}
