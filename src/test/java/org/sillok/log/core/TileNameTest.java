package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileNameTest {
    @Test
    void writesTheNumberInGroupsOfThree() {
        assertThat(new TileName.Hashes(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TileName.Hashes(63, 0, 1).path()).isEqualTo("tile/63/000.p/1");
        assertThat(new TileName.Entries(999, 255).path()).isEqualTo("tile/entries/999.p/255");
        assertThat(new TileName.Entries(1000, 256).path()).isEqualTo("tile/entries/x001/000");
    }

    @Test
    void readsBackWhatItWrites() {
        for (long index : new long[] {0, 1, 999, 1000, 999_999, 1_000_000, 1_234_067, 999_999_999_999_999L}) {
            for (int width : new int[] {1, 9, 10, 99, 100, 255, 256}) {
                for (int level : new int[] {0, 1, 9, 10, 59, 60, 63}) {
                    TileName name = new TileName.Hashes(level, index, width);
                    assertThat(TileName.parse(name.path())).contains(name);
                }
                TileName name = new TileName.Entries(index, width);
                assertThat(TileName.parse(name.path())).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "/tile/0/000",
                "tile/0/000/",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/x/000",
                "tile/data/000",
                "tile/0/x000/001",
                "tile/0/x001",
                "tile/0/001/002",
                "tile/0/x001/x002",
                "tile/0/X001/002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1/",
                "tile/0/000.p/-1",
                "tile/0/000.P/1",
                "tile/0/../000",
                "tile/0/000\n",
                "tile/0/٠٠٠",
                "tile/entries/",
                "tile/entries/entries",
                "tile/0/x001/x000/x000/x000/x000/000"
            })
    void readsNothingElse(String path) {
        assertThat(TileName.parse(path)).isEmpty();
    }

    @Test
    void refusesImpossibleCoordinates() {
        assertThatThrownBy(() -> new TileName.Hashes(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileName.Hashes(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileName.Hashes(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileName.Hashes(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileName.Entries(0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileName.Entries(1_000_000_000_000_000L, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheTileThatATreeHas() {
        assertThat(TileName.Hashes.in(70_000, 0, 273)).contains(new TileName.Hashes(0, 273, 112));
        assertThat(TileName.Hashes.in(70_000, 1, 1)).contains(new TileName.Hashes(1, 1, 17));
        assertThat(TileName.Hashes.in(70_000, 2, 0)).contains(new TileName.Hashes(2, 0, 1));
        assertThat(TileName.Hashes.in(70_000, 0, 0)).contains(new TileName.Hashes(0, 0, 256));
        assertThat(TileName.Hashes.in(70_000, 0, 274)).isEmpty();
        assertThat(TileName.Hashes.in(70_000, 3, 0)).isEmpty();
        assertThat(TileName.Hashes.in(70_000, 8, 0)).isEmpty();
        assertThat(TileName.Hashes.in(0, 0, 0)).isEmpty();
    }

    @Test
    void knowsWhichTreesHaveIt() {
        assertThat(new TileName.Hashes(0, 273, 112).isWithin(70_000)).isTrue();
        assertThat(new TileName.Hashes(0, 273, 112).isWithin(69_999)).isFalse();
        assertThat(new TileName.Hashes(2, 0, 1).isWithin(65_536)).isTrue();
        assertThat(new TileName.Hashes(2, 0, 1).isWithin(65_535)).isFalse();
        assertThat(new TileName.Hashes(8, 0, 1).isWithin(Long.MAX_VALUE)).isFalse();
        assertThat(new TileName.Hashes(0, 999_999_999_999_999L, 256).isWithin(70_000))
                .isFalse();
        assertThat(new TileName.Entries(273, 112).isWithin(70_000)).isTrue();
        assertThat(new TileName.Entries(273, 113).isWithin(70_000)).isFalse();
    }
}
