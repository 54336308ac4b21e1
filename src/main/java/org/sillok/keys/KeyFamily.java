package org.sillok.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.vault.KekStatus;
import org.sillok.vault.Rewrapping;

/** Key-encryption keys that are rotated together, and what they wrap. Each method throws what the vault throws. */
interface KeyFamily {
    /** What statements call it; null for the keys of everything that has no others. */
    @Nullable
    String name();

    String current();

    List<KekStatus> status();

    String makeKey();

    String registerCurrent();

    Rewrapping.Portion next(String from, String target, Rewrapping.Place behind);
}
