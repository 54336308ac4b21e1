package org.sillok.review;

/** A setting of reviews cannot be used. The message is one line for the operator. */
public final class ReviewSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReviewSettingException() {
        super("Each setting sillok.review.… is a whole number of at least 1.");
    }
}
