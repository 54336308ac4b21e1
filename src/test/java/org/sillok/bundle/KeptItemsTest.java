package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.PlannedDecision;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;

class KeptItemsTest {
    private static final Facts FACTS = Facts.of(Bytes.utf8("x"));
    private static final PlannedDecision DECISION = new PlannedDecision(
            new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"), Sha2.sha256(Bytes.utf8("basis")), List.of());

    private final List<Integer> asked = new ArrayList<>();

    /** Each page is as long as it has items. */
    private KeptItems items(int count, long most) {
        return new KeptItems(
                after -> {
                    asked.add(after);
                    List<PlannedItem> page = IntStream.rangeClosed(after + 1, Math.min(count, after + PlanSteps.PAGE))
                            .mapToObj(KeptItemsTest::item)
                            .toList();
                    return new PlanSteps.Page(page, page.size());
                },
                count,
                most);
    }

    private static PlannedItem item(int number) {
        return new PlannedItem(number, 1, Optional.empty(), Description.NONE, List.of(), FACTS, DECISION);
    }

    private static List<Integer> numbers(KeptItems items) {
        List<Integer> numbers = new ArrayList<>();
        items.forEach(item -> numbers.add(item.number()));
        return numbers;
    }

    @Test
    void everyPassIsTheSameWhateverIsKept() {
        for (int count : new int[] {0, 1, 199, 200, 201, 400, 1_001}) {
            for (long most : new long[] {0, 199, 200, 399, 400, 10_000}) {
                KeptItems items = items(count, most);
                assertThat(items.count()).isEqualTo(count);
                for (int pass = 0; pass < 3; pass++) {
                    assertThat(numbers(items))
                            .as("%d items, %d kept", count, most)
                            .containsExactlyElementsOf(
                                    IntStream.rangeClosed(1, count).boxed().toList());
                }
            }
        }
    }

    @Test
    void whatIsKeptIsReadOnce() {
        KeptItems items = items(450, 10_000);
        numbers(items);
        assertThat(asked).containsExactly(0, 200, 400);
        numbers(items);
        assertThat(asked).hasSize(3);
        asked.clear();
        KeptItems full = items(400, 10_000);
        numbers(full);
        numbers(full);
        assertThat(asked).as("the end is known").containsExactly(0, 200, 400);
    }

    @Test
    void whatIsTooMuchIsReadInEveryPass() {
        KeptItems items = items(650, 399);
        numbers(items);
        assertThat(asked).containsExactly(0, 200, 400, 600);
        asked.clear();
        numbers(items);
        assertThat(asked).as("the first page is kept").containsExactly(200, 400, 600);
        asked.clear();
        KeptItems none = items(201, 0);
        numbers(none);
        numbers(none);
        assertThat(asked).containsExactly(0, 200, 0, 200);
    }

    @Test
    void aPassThatWasLeftOrRunsBesideAnotherChangesNothing() {
        KeptItems items = items(401, 10_000);
        Iterator<PlannedItem> left = items.iterator();
        left.next();
        Iterator<PlannedItem> first = items.iterator();
        Iterator<PlannedItem> second = items.iterator();
        for (int number = 1; number <= 401; number++) {
            assertThat(first.next().number()).isEqualTo(number);
            assertThat(second.next().number()).isEqualTo(number);
        }
        assertThat(first.hasNext()).isFalse();
        assertThatThrownBy(second::next).isInstanceOf(NoSuchElementException.class);
        assertThat(left.next().number()).isEqualTo(2);
        assertThat(numbers(items)).hasSize(401);
    }
}
