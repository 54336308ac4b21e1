package org.sillok.bundle.core;

/**
 * The bundle cannot be made, and what was written of it is not one. Names places in the bundle, never what is in them.
 */
public abstract sealed class BundleFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    private BundleFailedException(String message, String place) {
        super(message + ": " + place);
        this.place = place;
    }

    /** The path in the bundle at which it failed. */
    public String place() {
        return place;
    }

    /** What should be there could not be opened or not be read to its end. */
    public static final class ContentMissingException extends BundleFailedException {
        private static final long serialVersionUID = 1L;

        ContentMissingException(String place, Throwable cause) {
            super("the content is missing or cannot be read", place);
            initCause(cause);
        }
    }

    /** The bytes are not those of which the plan has length and digests. */
    public static final class ContentDiffersException extends BundleFailedException {
        private static final long serialVersionUID = 1L;

        ContentDiffersException(String place) {
            super("the content is not what was planned", place);
        }
    }

    /** The items were not the same in every pass, not numbered without gaps, or one is of a holder who approved nothing. */
    public static final class PlanChangedException extends BundleFailedException {
        private static final long serialVersionUID = 1L;

        PlanChangedException(String place) {
            super("the plan changed while the bundle was written", place);
        }
    }
}
