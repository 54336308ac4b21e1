package org.sillok.audit;

import java.util.Optional;
import org.sillok.custody.FactSheet;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Statement;

/** A statement that is what was signed and logged, with what it says if that could be read. */
record CheckedStatement(StoredStatement row, Statement statement, Optional<FactSheet> facts) {
    Optional<EventType> type() {
        return facts.flatMap(sheet -> sheet.text(Field.TYPE)).map(EventType::valueOf);
    }
}
