package org.sillok.identity.core;

/** What a program may do with an API token, within its roles. */
public enum ApiTokenAccess {
    /** Methods that read: GET, HEAD and OPTIONS. */
    READ,
    READ_AND_WRITE
}
