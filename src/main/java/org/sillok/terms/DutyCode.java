package org.sillok.terms;

/** What a recipient has to do once it has the material. A closed list; names are stored: never rename. */
public enum DutyCode {
    ACKNOWLEDGE_RECEIPT(Shape.NOTHING),
    ATTRIBUTE(Shape.NOTHING),
    ENCRYPT_AT_REST(Shape.NOTHING),
    HONOUR_RECALL(Shape.NOTHING),
    INFORM_BEFORE_COURT_DISCLOSURE(Shape.NOTHING),
    NOTIFY_ON_USE(Shape.NOTHING),
    PROTECTIVE_MEASURES_FIRST(Shape.NOTHING),
    REPORT_ONWARD(Shape.NOTHING),
    REPORT_OUTCOME(Shape.NOTHING),
    RETAIN_UNTIL(Shape.INSTANT),
    RETURN_OR_DESTROY_BY(Shape.INSTANT);

    private final Shape shape;

    DutyCode(Shape shape) {
        this.shape = shape;
    }

    public Shape shape() {
        return shape;
    }
}
