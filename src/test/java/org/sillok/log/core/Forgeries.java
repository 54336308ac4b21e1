package org.sillok.log.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.sillok.kernel.Digest;

/** Every way in which a list of hashes is made into a wrong one: length, order, and single bits. */
final class Forgeries {
    private Forgeries() {}

    /** All lists that come out of {@code path} by one change and differ from it. {@code others} are inserted and put in place. */
    static List<List<Digest>> of(List<Digest> path, Digest... others) {
        List<List<Digest>> forged = new ArrayList<>();
        if (!path.isEmpty()) {
            forged.add(List.of());
        }
        for (int at = 0; at < path.size(); at++) {
            int i = at;
            forged.add(changed(path, list -> list.remove(i)));
            forged.add(path.subList(0, i));
            forged.add(path.subList(path.size() - i, path.size()));
            forged.add(changed(path, list -> list.add(i, path.get(i))));
            // One bit of each hash, another one at each place.
            forged.add(changed(path, list -> list.set(i, flipped(path.get(i), 37 * i + path.size()))));
            for (int other = 0; other < i; other++) {
                int j = other;
                forged.add(changed(path, list -> Collections.swap(list, i, j)));
            }
        }
        for (Digest other : others) {
            for (int at = 0; at <= path.size(); at++) {
                int i = at;
                forged.add(changed(path, list -> list.add(i, other)));
                if (i < path.size()) {
                    forged.add(changed(path, list -> list.set(i, other)));
                }
            }
        }
        forged.add(changed(path, Collections::reverse));
        forged.removeIf(path::equals);
        return forged;
    }

    static Digest flipped(Digest hash, int bit) {
        byte[] bytes = hash.toArray();
        bytes[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);
        return Digest.sha256(bytes);
    }

    private static List<Digest> changed(List<Digest> path, Consumer<List<Digest>> change) {
        List<Digest> list = new ArrayList<>(path);
        change.accept(list);
        return list;
    }
}
