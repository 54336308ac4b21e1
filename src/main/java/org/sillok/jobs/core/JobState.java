package org.sillok.jobs.core;

/** How far a job is. Names are stored: never rename. */
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing will change any more. */
    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
