package org.sillok.odrl.core;

import java.util.Locale;

/** The names of things. They resolve nowhere, on purpose: nobody's domain is needed to read a policy in thirty years. */
final class Iris {
    /** The profile, and the prefix of what it defines. */
    static final String PROFILE = "urn:sillok:odrl:1";

    static final String OWN = PROFILE + ":";
    /** The prefix of the codes of the vocabulary: {@code urn:sillok:vocab:1:purpose:AUDIT}. */
    static final String VOCABULARY = "urn:sillok:vocab:1:";
    /** The prefix of identifiers: parties, sources, requests, versions of instruments. */
    static final String ID = "urn:sillok:id:";
    /** All material to which an instrument is bound, or that is handed over under it. */
    static final String MATERIAL = OWN + "material";

    private Iris() {}

    /** The code of a list of the vocabulary. */
    static String of(Enum<?> code) {
        return list(code.getDeclaringClass()) + code.name();
    }

    /** The prefix of the codes of a list. */
    static String list(Class<?> list) {
        String name = list.getSimpleName();
        return VOCABULARY + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + ":";
    }

    static String id(String id) {
        return ID + id;
    }
}
