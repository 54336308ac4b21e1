package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;

/** How far one search goes. Tests replace it: few items are enough then to reach the bounds. */
@ApplicationScoped
class SearchBounds {
    /** How many items of others one search counts; of those that may be known of, whatever else there is. */
    int outside() {
        return 2_000;
    }

    /** How many items of one's own one search counts. */
    int own() {
        return 5_000;
    }

    /** How many candidates of others are decided about at once. */
    int outsideBatch() {
        return 2_000;
    }

    /** How many candidates of one's own are decided about at once. */
    int ownBatch() {
        return 500;
    }
}
