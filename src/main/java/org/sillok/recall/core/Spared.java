package org.sillok.recall.core;

/** Why somebody who has something of what was withdrawn is sent no notice. Stored: never renamed. */
public enum Spared {
    /** Who withdraws asks nothing of those who have it. */
    NOT_ASKED
}
