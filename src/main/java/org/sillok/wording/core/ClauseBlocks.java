package org.sillok.wording.core;

import java.util.ArrayList;
import java.util.List;
import org.sillok.terms.Clause;

/** Clauses on a page. */
final class ClauseBlocks {
    private ClauseBlocks() {}

    static Document.Section section(String heading, Words words, List<Clause> clauses) {
        Language language = words.language();
        List<Block> blocks = new ArrayList<>();
        if (clauses.isEmpty()) {
            blocks.add(new Block.Paragraph(
                    language.of("There are no clauses, so nothing is permitted.", "조항이 없으므로 아무것도 허용되지 않습니다.")));
        } else {
            blocks.add(new Block.Note(language.of(
                    "What is not permitted here is not permitted. A clause that forbids comes before one that permits. The"
                            + " sentences explain the clauses; what counts are the clauses themselves.",
                    "여기에서 허용하지 않은 것은 허용되지 않습니다. 금지하는 조항은 허용하는 조항보다 앞섭니다. 이 문장은 조항을"
                            + " 풀어 쓴 것이며, 효력이 있는 것은 조항 자체입니다.")));
        }
        for (Clause clause : clauses) {
            ClauseWords said = words.clause(clause);
            blocks.add(new Block.Paragraph(said.id() + ") " + said.rule()));
            if (!said.but().isEmpty()) {
                blocks.add(new Block.Items(said.but()));
            }
        }
        return new Document.Section(heading, blocks);
    }
}
