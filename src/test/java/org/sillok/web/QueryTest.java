package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

class QueryTest {
    private enum Colour {
        RED
    }

    @Test
    void pagesOfAnyLengthJoinToTheWholeList() {
        for (int lines = 0; lines <= 7; lines++) {
            for (int limit = 1; limit <= 4; limit++) {
                assertThat(paged(lines, limit))
                        .containsExactlyElementsOf(
                                IntStream.range(0, lines).boxed().toList());
            }
        }
    }

    private static List<Integer> paged(int lines, int limit) {
        List<Integer> all = IntStream.range(0, lines).boxed().toList();
        List<Integer> seen = new java.util.ArrayList<>();
        MultivaluedMap<String, String> sent = sent("limit", Integer.toString(limit));
        while (true) {
            Query query = Query.of("numbers", sent);
            Position after = query.after();
            int from = after == null ? 0 : (int) after.time().toEpochMilli() + 1;
            Slice<Integer> slice =
                    Slice.cut(all.subList(from, Math.min(lines, from + query.limit() + 1)), query.limit());
            Page<Integer> page = query.page(
                    slice, n -> new Position(Instant.ofEpochMilli(n), "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa"), n -> n);
            seen.addAll(page.items());
            if (page.next() == null) {
                return seen;
            }
            sent.putSingle("cursor", page.next());
        }
    }

    @Test
    void filtersAreRead() {
        MultivaluedMap<String, String> sent = sent("colour", "RED");
        sent.putSingle("from", "2026-01-01T00:00:00.000Z");
        sent.putSingle("language", "zh-hant");
        Query query = Query.of("things", sent, "colour", "from", "language", "until");
        assertThat(query.constant("colour", Colour.class)).contains(Colour.RED);
        assertThat(query.instant("from")).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(query.language("language")).hasToString("Optional[zh-Hant]");
        assertThat(query.instant("until")).isEmpty();
        assertThat(query.limit()).isEqualTo(Query.DEFAULT_LIMIT);
        assertThat(query.after()).isNull();
    }

    @Test
    void aListIsReadInBothOrdersAndACursorInItsOwn() {
        assertThat(Query.inOrder("things", sent("limit", "1"), "colour").newestFirst())
                .isFalse();
        assertThat(Query.inOrder("things", sent("order", "OLDEST"), "colour").newestFirst())
                .isFalse();
        MultivaluedMap<String, String> newest = sent("order", "NEWEST");
        Query query = Query.inOrder("things", newest, "colour");
        assertThat(query.newestFirst()).isTrue();
        Position place = new Position(Instant.EPOCH, "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        String next = Objects.requireNonNull(
                query.page(Slice.cut(List.of(1, 2), 1), n -> place, n -> n).next());
        newest.putSingle("cursor", next);
        assertThat(Query.inOrder("things", newest, "colour").after()).isEqualTo(place);
        refused(
                ProblemCode.INVALID_CURSOR,
                () -> Query.inOrder("things", sent("cursor", next)).after());
        MultivaluedMap<String, String> oldest = sent("order", "OLDEST");
        oldest.putSingle("cursor", next);
        refused(
                ProblemCode.INVALID_CURSOR,
                () -> Query.inOrder("things", oldest).after());
        refused(ProblemCode.INVALID_PARAMETER, () -> Query.inOrder("things", sent("order", "newest")));
    }

    @Test
    void whatIsUnknownTwiceOrMalformedIsRefused() {
        refused(ProblemCode.UNKNOWN_PARAMETER, () -> Query.of("things", sent("color", "RED"), "colour"));
        MultivaluedMap<String, String> twice = sent("colour", "RED");
        twice.add("colour", "RED");
        refused(ProblemCode.INVALID_PARAMETER, () -> Query.of("things", twice, "colour"));
        refused(
                ProblemCode.INVALID_PARAMETER,
                () -> Query.of("things", sent("colour", "red"), "colour").constant("colour", Colour.class));
        refused(
                ProblemCode.INVALID_DATE,
                () -> Query.of("things", sent("from", "2026-01-01"), "from").instant("from"));
        refused(
                ProblemCode.INVALID_LANGUAGE_TAG,
                () -> Query.of("things", sent("language", "xx"), "language").language("language"));
        for (String limit : new String[] {"", "0", "-1", "201", "1.0", "+1", "9999", "１"}) {
            refused(
                    ProblemCode.INVALID_PARAMETER,
                    () -> Query.of("things", sent("limit", limit)).limit());
        }
    }

    private static MultivaluedMap<String, String> sent(String name, String value) {
        MultivaluedMap<String, String> sent = new MultivaluedHashMap<>();
        sent.putSingle(name, value);
        return sent;
    }

    private static void refused(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo(code));
    }
}
