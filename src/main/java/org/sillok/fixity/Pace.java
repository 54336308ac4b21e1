package org.sillok.fixity;

/** How fast somebody reads, and where the work ends if it is to end: both methods throw then. */
interface Pace {
    /** So many bytes were read: waits as long as the rate wants it. */
    void read(int count);

    /** Waits, for whatever was wrong for a moment only. */
    void pause(long nanos);
}
