package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

class CursorTest {
    private static final Position POSITION =
            new Position(Instant.parse("2026-11-21T19:00:00.123Z"), "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");

    @Test
    void aCursorLeadsBackToItsPosition() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Position position =
                    new Position(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)), Ids.fresh("src", length -> {
                        byte[] bytes = new byte[length];
                        random.nextBytes(bytes);
                        return bytes;
                    }));
            String list = "list " + random.nextInt(3);
            assertThat(Cursor.decode(list, Cursor.encode(list, position))).isEqualTo(position);
        }
    }

    @Test
    void aCursorIsBoundToItsListAndFilters() {
        refused("items\nkind=AUDIO", Cursor.encode("items\nkind=VIDEO", POSITION));
        refused("items", Cursor.encode("sources", POSITION));
    }

    @Test
    void aCursorWithAnyCharacterChangedOrCutLeadsNowhereElse() {
        String cursor = Cursor.encode("items", POSITION);
        for (int i = 0; i < cursor.length(); i++) {
            refused("items", cursor.substring(0, i));
            for (char c : new char[] {'A', 'z', '-', '=', '+', '\u0000', '가'}) {
                String other = cursor.substring(0, i) + c + cursor.substring(i + 1);
                if (!other.equals(cursor)) {
                    notTheSame(other);
                }
            }
        }
        refused("items", cursor + "A");
        refused("items", cursor + "=");
        refused("items", "");
        refused("items", "A".repeat(300));
    }

    private static void notTheSame(String cursor) {
        try {
            assertThat(Cursor.decode("items", cursor)).isNotEqualTo(POSITION);
        } catch (ProblemException refused) {
            assertThat(refused.refusal().code()).isEqualTo(ProblemCode.INVALID_CURSOR);
        }
    }

    private static void refused(String list, String cursor) {
        assertThatThrownBy(() -> Cursor.decode(list, cursor))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo(ProblemCode.INVALID_CURSOR));
    }
}
