package org.sillok.terms;

/** Whether a term covers what was made from the material. Names are stored: never rename. */
public enum Lineage {
    ORIGINAL_ONLY,
    DERIVATIVES_ONLY,
    ORIGINAL_AND_DERIVATIVES
}
