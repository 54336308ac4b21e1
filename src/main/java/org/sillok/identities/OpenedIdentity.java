package org.sillok.identities;

import org.sillok.identities.core.Identity;
import org.sillok.identities.core.Opening;

/** An identity that was opened, by which opening. */
public record OpenedIdentity(Opening opening, int version, Identity identity) {}
