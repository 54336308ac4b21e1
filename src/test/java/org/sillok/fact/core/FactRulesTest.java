package org.sillok.fact.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.ItemId;
import org.sillok.terms.CaseRef;
import org.sillok.terms.FactType;

class FactRulesTest {
    @Test
    void ofEachJudgementOneAnswerOpensAndTheOtherCloses() {
        Set<FactType> openedByYes = Stream.of(FactType.values())
                .filter(type -> FactRules.opens(type, true))
                .collect(Collectors.toSet());
        assertThat(openedByYes).containsExactlyInAnyOrder(FactType.NO_DEATH_PENALTY_ASSURANCE, FactType.FAIR_TRIAL);
        for (FactType type : FactType.values()) {
            assertThat(FactRules.opens(type, false)).isNotEqualTo(FactRules.opens(type, true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // opens, confirmed, withdrawn, withdrawal confirmed
        "true,  false, false, false, PENDING,            false",
        "true,  true,  false, false, IN_EFFECT,          true",
        "true,  false, true,  false, WITHDRAWN,          false",
        "true,  true,  true,  false, WITHDRAWN,          false",
        "true,  true,  true,  true,  WITHDRAWN,          false",
        "false, false, false, false, IN_EFFECT,          true",
        "false, true,  false, false, IN_EFFECT,          true",
        "false, false, true,  false, WITHDRAWAL_PENDING, true",
        "false, false, true,  true,  WITHDRAWN,          false",
    })
    void whatOpensNeedsTwoAndWhatClosesNeedsOne(
            boolean opens,
            boolean confirmed,
            boolean withdrawn,
            boolean withdrawalConfirmed,
            FactState state,
            boolean counts) {
        assertThat(FactRules.state(opens, confirmed, withdrawn, withdrawalConfirmed))
                .isEqualTo(state);
        assertThat(state.counts()).isEqualTo(counts);
    }

    @Test
    void detailsAreReadAsTheyWereWritten() {
        for (Document document : new Document[] {
            new Document.OfItem(new ItemId("itm_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 3),
            new Document.Elsewhere(Digest.sha256(new byte[32]))
        }) {
            FactDetails details = new FactDetails(
                    "유엔 조사 위원회", Edtf.parse("2026-03~"), "서면 보증\n둘째 줄", new CaseRef("ICC-01/26"), document);
            assertThat(FactDetails.ofBytes(details.toBytes())).isEqualTo(details);
            assertThat(details.toString()).isEqualTo("FactDetails");
        }
        FactDetails least = new FactDetails("A", Edtf.parse("2026"), "B", null, null);
        assertThat(FactDetails.ofBytes(least.toBytes())).isEqualTo(least);
    }

    @Test
    void aDocumentIsAVersionOrADigest() {
        ItemId item = new ItemId("itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThatIllegalArgumentException().isThrownBy(() -> new Document.OfItem(item, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Document.Elsewhere(Digest.sha512(new byte[64])));
    }
}
