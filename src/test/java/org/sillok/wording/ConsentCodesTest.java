package org.sillok.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.core.Ability;
import org.sillok.consent.core.ConsentMethod;
import org.sillok.consent.core.ConsentType;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Naming;
import org.sillok.consent.core.NoticeMedium;
import org.sillok.consent.core.NoticePoint;
import org.sillok.wording.core.Block;
import org.sillok.wording.core.ConsentCodes;
import org.sillok.wording.core.Language;

/** The form offers what can be recorded, and nothing else. */
class ConsentCodesTest {
    private static final Map<ConsentCodes, Enum<?>[]> RECORDED = Map.of(
            ConsentCodes.EXPRESSED_BY, ExpressedBy.values(),
            ConsentCodes.METHOD, ConsentMethod.values(),
            ConsentCodes.NOTICE_POINT, NoticePoint.values(),
            ConsentCodes.NOTICE_MEDIUM, NoticeMedium.values(),
            ConsentCodes.ABILITY, Ability.values(),
            ConsentCodes.TYPE, ConsentType.values(),
            ConsentCodes.NAMING, Naming.values());

    @Test
    void theFormHasEveryCodeThatCanBeRecordedAndNoOther() {
        RECORDED.forEach((codes, recorded) -> {
            List<String> names = Arrays.stream(recorded).map(Enum::name).toList();
            assertThat(codes.options(Language.EN).stream().map(Block.Option::code))
                    .as("%s", codes)
                    .containsExactlyInAnyOrderElementsOf(names);
        });
    }
}
