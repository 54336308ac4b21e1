package org.sillok.log.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile (C2SP tlog-tiles): {@code tile/<L>/<N>[.p/<W>]} for hashes, {@code tile/entries/<N>[.p/<W>]} for
 * entries. One name has one text.
 */
public sealed interface TileName {
    /** Hashes or entries in a full tile. */
    int FULL = 256;

    /** Position within its level. */
    long index();

    /** 1 to {@value #FULL}; less than full makes a partial tile. */
    int width();

    /** The path below the log's prefix, without a leading slash. */
    String path();

    /** Whether a tree of {@code size} leaves has all hashes or entries of this tile. */
    boolean isWithin(long size);

    /** A tile of hashes: at level 0 leaf hashes, above it the roots of the full tiles below. */
    record Hashes(int level, long index, int width) implements TileName {
        public Hashes {
            if (level < 0 || level > 63) {
                throw new IllegalArgumentException("no tile level " + level);
            }
            Paths.check(index, width);
        }

        /** The tile as it stands in a tree of {@code size} leaves; empty if that tree has none of its hashes. */
        public static Optional<Hashes> in(long size, int level, long index) {
            long hashes = 8 * level >= Long.SIZE ? 0 : size >>> (8 * level);
            long width = Math.min(FULL, hashes - index * FULL);
            return width <= 0 ? Optional.empty() : Optional.of(new Hashes(level, index, (int) width));
        }

        @Override
        public String path() {
            return Paths.of(Integer.toString(level), index, width);
        }

        @Override
        public boolean isWithin(long size) {
            long hashes = 8 * level >= Long.SIZE ? 0 : size >>> (8 * level);
            return index * FULL + width <= hashes;
        }
    }

    /** A bundle of entries: those whose leaf hashes the level 0 tile of the same index and width holds. */
    record Entries(long index, int width) implements TileName {
        public Entries {
            Paths.check(index, width);
        }

        @Override
        public String path() {
            return Paths.of("entries", index, width);
        }

        @Override
        public boolean isWithin(long size) {
            return index * FULL + width <= size;
        }
    }

    /** Reads {@link #path()} back; empty for any other text. */
    static Optional<TileName> parse(String path) {
        return Paths.parse(path);
    }

    /** The grammar of the names. */
    final class Paths {
        // Below 10^15, so that the first leaf of any tile named here stays far from overflow.
        private static final Pattern FORM = Pattern.compile(
                "tile/(?<kind>entries|0|[1-9]|[1-5][0-9]|6[0-3])/(?<n>(x[0-9]{3}/){0,4}[0-9]{3})(\\.p/(?<w>[1-9][0-9]{0,2}))?");
        private static final long MAX_INDEX = 999_999_999_999_999L;

        private Paths() {}

        private static void check(long index, int width) {
            if (index < 0 || index > MAX_INDEX || width < 1 || width > FULL) {
                throw new IllegalArgumentException("no tile " + index + " of width " + width);
            }
        }

        private static String of(String kind, long index, int width) {
            StringBuilder number = new StringBuilder(group(index % 1000));
            for (long rest = index / 1000; rest > 0; rest /= 1000) {
                number.insert(0, "x" + group(rest % 1000) + "/");
            }
            return "tile/" + kind + "/" + number + (width == FULL ? "" : ".p/" + width);
        }

        private static String group(long n) {
            String digits = Long.toString(n);
            return "0".repeat(3 - digits.length()) + digits;
        }

        private static Optional<TileName> parse(String path) {
            Matcher form = FORM.matcher(path);
            if (!form.matches()) {
                return Optional.empty();
            }
            long index = Long.parseLong(form.group("n").replace("x", "").replace("/", ""));
            int width = form.group("w") == null ? FULL : Integer.parseInt(form.group("w"));
            if (width > FULL) {
                return Optional.empty();
            }
            String kind = form.group("kind");
            TileName name = kind.equals("entries")
                    ? new Entries(index, width)
                    : new Hashes(Integer.parseInt(kind), index, width);
            // Leading groups of zeros and the width 256 written out are other texts for the same tile.
            return name.path().equals(path) ? Optional.of(name) : Optional.empty();
        }
    }
}
