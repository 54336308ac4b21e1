package org.sillok.erasure.core;

/**
 * How many items of an erasure are how far.
 *
 * @param erased those whose keys are destroyed
 * @param cleaned those of them whose objects and bundles were seen to
 * @param cleared those of them of which the database has let go since
 */
public record Progress(int items, int blocked, int erased, int cleaned, int cleared) {
    public Progress {
        if (items < 1 || blocked < 0 || cleared < 0) {
            throw new IllegalArgumentException("an erasure has items");
        }
        if (blocked + erased > items || cleaned > erased || cleared > erased) {
            throw new IllegalArgumentException("more is done than there is");
        }
    }

    /** What an erasure that was confirmed comes to. */
    public ErasureState state() {
        if (erased < items) {
            return blocked > 0 && blocked + erased == items ? ErasureState.BLOCKED : ErasureState.UNDER_WAY;
        }
        return cleaned == items && cleared == items ? ErasureState.CLEARED : ErasureState.ERASED;
    }

    /** Whether something was erased of which the database may still have remains. */
    public boolean hasRemains() {
        return cleared < erased;
    }
}
