package org.sillok.wording.core;

import java.util.List;

/** One thing on a page. */
public sealed interface Block {
    record Paragraph(String text) implements Block {}

    /** Something that must not be overlooked. */
    record Note(String text) implements Block {}

    record Items(List<String> items) implements Block {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** The first cell of each row is its heading. */
    record Table(String caption, List<String> head, List<List<String>> rows) implements Block {
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
            int width = head.size();
            if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("rows of different length");
            }
        }
    }

    /** What has to be filled in by hand. */
    sealed interface Fillable extends Block {
        Document.Entry entry();
    }

    /** Empty lines. */
    record Lines(Document.Entry entry, String label, int lines) implements Fillable {}

    /** One or more of several. */
    record Choice(Document.Entry entry, String label, List<Option> options) implements Fillable {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** A box for each row in each column. */
    record Grid(Document.Entry entry, String label, List<Option> rows, List<Option> columns) implements Fillable {
        public Grid {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
        }
    }

    /** What can be ticked, and the code that stands for it in JSON. */
    record Option(String code, String label) {}
}
