package org.sillok.terms;

/** One case that a reviewer has judged: what is given, what is asked, what must come of it, and why. */
record ConsentCase(String file, String name, String because, Question question, CaseExpectation then) {
    String title() {
        return file + ": " + name;
    }
}
