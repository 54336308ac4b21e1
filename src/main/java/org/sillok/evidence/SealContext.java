package org.sillok.evidence;

/**
 * What a sealed blob is, bound to it as associated data: a blob moved to another row does not open. One place, because
 * writers and readers must agree.
 */
final class SealContext {
    private SealContext() {}

    static String metadata(int revision) {
        return "evidence/metadata/" + revision;
    }

    static String version(int number) {
        return "evidence/version/" + number;
    }

    static String file(String object) {
        return "evidence/file/" + object;
    }
}
