package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tiles and entry bundles of the wrong length, and paths that almost name one. */
class HostileTilesTest {
    static List<String> paths() {
        return List.of(
                "",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "/tile/0/000",
                "tile/0/000/",
                "tile//0/000",
                "tile/0//000",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x1",
                "tile/0/x001",
                "tile/0/x001/",
                "tile/0/x1/000",
                "tile/0/x01/000",
                "tile/0/x000/001",
                "tile/0/X001/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/1000",
                "tile/0/-01",
                "tile/0/+01",
                "tile/0/ 01",
                "tile/0/0x1",
                "tile/0/\u0660\u0661\u0662",
                "tile/\u0660/000",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/00",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/999",
                "tile/0/000.p/1000",
                "tile/0/000.p/-1",
                "tile/0/000.p/1.p/1",
                "tile/0/000.P/1",
                "tile/0/000.p.1",
                "tile/0/x001.p/1/000",
                "tile/00/000",
                "tile/01/000",
                "tile/-1/000",
                "tile/64/000",
                "tile/99999999999999999999/000",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/0/" + "x001/".repeat(100_000) + "000",
                "tile/0/x001/../000",
                "tile/../tile/0/000",
                "tile/0/..",
                "tile/0/../entries/000",
                "tile/0/%30%30%30",
                "tile/0/000%2ep/1",
                "tile/0/000\u0000",
                "tile/0/000\n",
                "tile/8/0/000",
                "tile/entries/0",
                "tile/entries/x1",
                "tile/entries/000.p/0",
                "tile/entries/000.p/256",
                "tile/Entries/000",
                "tile/data/000",
                "checkpoint");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void whatAlmostNamesATileNamesNone(String path) {
        assertThat(TileName.parse(path)).isEmpty();
    }

    @Test
    void tilesOfAnotherLengthAreDamage() {
        for (int width : new int[] {1, 2, 255, 256}) {
            TileName.Hashes name = new TileName.Hashes(0, 7, width);
            for (int length : new int[] {
                0, 1, 31, 32 * width - 32, 32 * width - 1, 32 * width + 1, 32 * width + 32, 8_193, 1 << 20
            }) {
                assertThatThrownBy(() -> Tile.parse(name, new byte[length]))
                        .as("%d bytes for %d hashes", length, width)
                        .isInstanceOf(InvalidEntryException.class);
            }
        }
    }

    @Test
    void aTreeOverTilesOfAnotherLengthIsDamaged() {
        for (int length : new int[] {0, 32, 300 * 32 - 1, 8_192 + 32, 1 << 20}) {
            TestTree tree = TestTree.of(300);
            tree.tiles.replaceAll((path, bytes) -> Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> tree.at(300).frontier()).isInstanceOf(DamagedTreeException.class);
        }
    }

    @Test
    void bundlesThatAreTooLongOrTooShortOrLieAboutLengthsAreRefused() throws InvalidEntryException {
        byte[] one = {0, 3, 'a', 'b', 'c'};
        assertThat(EntryBundle.parse(1, one).entries()).hasSize(1);
        for (byte[] bad : List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0, 3, 'a', 'b'},
                new byte[] {0, 3, 'a', 'b', 'c', 0},
                new byte[] {0, 3, 'a', 'b', 'c', 0, 0},
                new byte[] {0, 2, 'a', 'b', 'c'},
                new byte[] {-1, -1, 'a', 'b', 'c'},
                new byte[] {3, 0, 'a', 'b', 'c'},
                new byte[1 << 20])) {
            assertThatThrownBy(() -> EntryBundle.parse(1, bad)).isInstanceOf(InvalidEntryException.class);
        }
        for (int width : new int[] {Integer.MIN_VALUE, -1, 0, 2, 257, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> EntryBundle.parse(width, one)).isInstanceOf(InvalidEntryException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(257, new byte[2 * 257])).isInstanceOf(InvalidEntryException.class);
    }
}
