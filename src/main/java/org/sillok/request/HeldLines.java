package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.request.db.LineRows;
import org.sillok.terms.MaterialRef;

/** The lines of one holder. Joins a transaction in the system's scope. */
@ApplicationScoped
class HeldLines {
    /** So many lines are dealt with at once, which bounds memory. */
    static final int BATCH = 200;

    private final LineRows lines;

    HeldLines(LineRows lines) {
        this.lines = lines;
    }

    /** All lines of a holder in the order of items and versions, some at a time. */
    void each(RequestHead head, PartyId holder, Consumer<List<LineRows.Line>> take) {
        String item = "";
        int version = 0;
        while (true) {
            List<LineRows.Line> some =
                    lines.held(head.id().value(), head.revision(), holder.value(), item, version, BATCH);
            if (some.isEmpty()) {
                return;
            }
            take.accept(some);
            item = some.get(some.size() - 1).item();
            version = some.get(some.size() - 1).version();
        }
    }

    static MaterialRef version(LineRows.Line line) {
        return new MaterialRef(new ItemId(line.item()), line.version());
    }
}
