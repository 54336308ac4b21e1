package org.sillok.keys;

import org.sillok.json.JsonObject;

/** Where a rotation tells how far it is, and learns that it shall stop. */
public interface RotationProgress {
    /** Throws what ends the rotation if it was cancelled. */
    void at(long done, long total);

    /** The same; a run after a crash is given {@code resumePoint}, which is durable when this returns. */
    void at(long done, long total, JsonObject resumePoint);
}
