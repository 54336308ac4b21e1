package org.sillok.wording.core;

import java.util.List;
import java.util.stream.Stream;

/**
 * A page to be read, printed or filled in by hand. Texts are words of this service; what somebody else wrote stands in them
 * as {@link Foreign#isolate} gave it.
 *
 * @param subject what it is, in one sentence
 */
public record Document(Language language, String title, String subject, List<Section> sections) {
    public Document {
        sections = List.copyOf(sections);
    }

    /** A part with a heading. */
    public record Section(String heading, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }

        public static Section of(String heading, Block... blocks) {
            return new Section(heading, List.of(blocks));
        }
    }

    /** Everything that is to be filled in, in order. */
    public List<Entry> entries() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block ->
                        block instanceof Block.Fillable fillable ? Stream.of(fillable.entry()) : Stream.empty())
                .toList();
    }

    /**
     * Something to fill in.
     *
     * @param number what it is called on paper
     * @param member where the answer stands in JSON, as names divided by dots; a list has brackets at its end
     */
    public record Entry(String number, String member) {}
}
