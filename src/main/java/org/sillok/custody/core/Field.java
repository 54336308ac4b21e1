package org.sillok.custody.core;

import org.sillok.json.JsonValue;

/**
 * What a disclosure can be about. The list is closed, and its order is the order in which disclosures are shown. Each
 * field has one form of value; see {@link ValueForm}.
 */
public enum Field {
    STREAM("stream", Confidentiality.ACCOUNTABILITY, ValueForm.id("str")),
    TYPE("type", Confidentiality.ACCOUNTABILITY, ValueForm.EVENT_TYPE),
    TIME("time", Confidentiality.ACCOUNTABILITY, ValueForm.TIME),
    ACTOR("actor", Confidentiality.ACCOUNTABILITY, ValueForm.ACTOR),
    PARTY("party", Confidentiality.ACCOUNTABILITY, ValueForm.id("pty")),
    ON_BEHALF_OF("onBehalfOf", Confidentiality.ACCOUNTABILITY, ValueForm.id("pty")),
    SIGNED_BY("signedBy", Confidentiality.ACCOUNTABILITY, ValueForm.SIGNED_BY),
    ITEM("item", Confidentiality.ACCOUNTABILITY, ValueForm.id("itm")),
    VERSION("version", Confidentiality.ACCOUNTABILITY, ValueForm.COUNT_FROM_ONE),
    PARENTS("parents", Confidentiality.ACCOUNTABILITY, ValueForm.PARENTS),
    ACTIVITY("activity", Confidentiality.ACCOUNTABILITY, ValueForm.CODE),
    OBJECT("object", Confidentiality.CONTENT, ValueForm.id("obj"), true),
    SHA256("sha256", Confidentiality.CONTENT, ValueForm.hex(32), true),
    SHA512("sha512", Confidentiality.CONTENT, ValueForm.hex(64), true),
    LENGTH("length", Confidentiality.CONTENT, ValueForm.COUNT, true),
    MEDIA_TYPE("mediaType", Confidentiality.CONTENT, ValueForm.TEXT, true),
    FILE_NAME("fileName", Confidentiality.CONTENT, ValueForm.TEXT, true),
    METADATA("metadata", Confidentiality.CONTENT, ValueForm.DIGEST),
    SOURCE("source", Confidentiality.CONTENT, ValueForm.id("src")),
    CONSENT("consent", Confidentiality.ACCOUNTABILITY, ValueForm.ANY_ID),
    AGREEMENT("agreement", Confidentiality.ACCOUNTABILITY, ValueForm.ANY_ID),
    REQUEST("request", Confidentiality.ACCOUNTABILITY, ValueForm.ANY_ID),
    BASIS("basis", Confidentiality.ACCOUNTABILITY, ValueForm.TEXT),
    OUTCOME("outcome", Confidentiality.ACCOUNTABILITY, ValueForm.CODE),
    PURPOSE("purpose", Confidentiality.ACCOUNTABILITY, ValueForm.TEXT),
    RECIPIENT("recipient", Confidentiality.ACCOUNTABILITY, ValueForm.id("pty")),
    BUNDLE("bundle", Confidentiality.ACCOUNTABILITY, ValueForm.ANY_ID),
    REASON("reason", Confidentiality.ACCOUNTABILITY, ValueForm.TEXT),
    QUERY("query", Confidentiality.ACCOUNTABILITY, ValueForm.ANYTHING),
    RESULTS("results", Confidentiality.ACCOUNTABILITY, ValueForm.ANYTHING),
    DETAILS("details", Confidentiality.ACCOUNTABILITY, ValueForm.ANYTHING);

    private final String text;
    private final Confidentiality confidentiality;

    @SuppressWarnings("ImmutableEnumChecker") // every form is a function without state
    private final ValueForm form;

    private final boolean perFile;

    Field(String text, Confidentiality confidentiality, ValueForm form) {
        this(text, confidentiality, form, false);
    }

    Field(String text, Confidentiality confidentiality, ValueForm form, boolean perFile) {
        this.text = text;
        this.confidentiality = confidentiality;
        this.form = form;
        this.perFile = perFile;
    }

    /** The name as disclosures write it, without the file's number. */
    public String text() {
        return text;
    }

    public Confidentiality confidentiality() {
        return confidentiality;
    }

    /** Whether the field describes one file and so carries the file's number. */
    public boolean perFile() {
        return perFile;
    }

    /** Throws {@link IllegalArgumentException} unless {@code value} has this field's form; never repeats the value. */
    void check(JsonValue value) {
        if (!form.accepts(value)) {
            throw new IllegalArgumentException("the value of " + text + " does not have its form");
        }
    }
}
