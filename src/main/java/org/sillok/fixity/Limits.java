package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How many failures in a row are more than some damaged files, and how long nothing new is no reason to ask. */
@ApplicationScoped
class Limits {
    /** After so many copies that the store does not hand out it is asked whether it hands out any. */
    int unreadable() {
        return 20;
    }

    /** After so many new incidents of one kind of copies a directory is lost, or a disk. */
    int lost() {
        return 1_000;
    }

    /** How long a replica that lacks nothing is not asked whether it is still there. */
    Duration rest() {
        return Duration.ofMinutes(1);
    }
}
