package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;

/** How many failures in a row are more than some damaged files. */
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
}
