package org.sillok.feed.core;

/** Why an attempt failed. */
public enum DeliveryProblem {
    /** The name is unknown, or leads, or may lead, where nothing is sent to. */
    ADDRESS_REFUSED,
    /** There was no connection, or it broke off. */
    UNREACHABLE,
    /** No secure connection came about: the certificate is not for this name or not trusted. */
    NOT_SECURE,
    /** There was no answer in time. */
    TIMED_OUT,
    /** What came is not HTTP. */
    MALFORMED_ANSWER,
    /** The receiver answered another status than 2xx; redirects are not followed. */
    REFUSED_BY_RECEIVER,
    /** The address or the secret cannot be opened here at present. */
    SEALED
}
