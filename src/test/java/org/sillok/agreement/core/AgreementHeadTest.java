package org.sillok.agreement.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.core.People.COURT;
import static org.sillok.agreement.core.People.NGO;
import static org.sillok.agreement.core.People.NOW;
import static org.sillok.agreement.core.People.SECOND_NGO;
import static org.sillok.agreement.core.People.STRANGER;
import static org.sillok.agreement.core.People.agreement;
import static org.sillok.agreement.core.People.auditor;
import static org.sillok.agreement.core.People.contributor;
import static org.sillok.agreement.core.People.custodian;
import static org.sillok.agreement.core.People.version;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementHeadTest {
    private static VersionHead signed(int number, Instant from, @Nullable Instant until) {
        return new VersionHead(
                number,
                Stage.SIGNED,
                NGO,
                true,
                Set.of(NGO),
                Set.of(COURT),
                Set.of(),
                from,
                until,
                Set.of(NGO, COURT),
                Map.of(),
                null);
    }

    @Test
    void timeAloneBeginsAndEndsAVersion() {
        AgreementHead agreement = agreement(Standing.IN_FORCE, 1, signed(1, NOW, NOW.plusSeconds(60)));
        assertThat(agreement.state(NOW.minusMillis(1))).isEqualTo(VersionState.AGREED);
        assertThat(agreement.state(NOW)).isEqualTo(VersionState.IN_FORCE);
        assertThat(agreement.state(NOW.plusSeconds(60).minusMillis(1))).isEqualTo(VersionState.IN_FORCE);
        assertThat(agreement.state(NOW.plusSeconds(60))).isEqualTo(VersionState.EXPIRED);
    }

    @Test
    void theVersionBeforeCountsUntilTheNextBegins() {
        VersionHead first = signed(1, NOW, null);
        VersionHead second = signed(2, NOW.plusSeconds(60), null);
        AgreementHead agreement = agreement(Standing.IN_FORCE, 2, first, second);
        assertThat(agreement.current(NOW)).contains(first);
        assertThat(agreement.state(second, NOW)).isEqualTo(VersionState.AGREED);
        assertThat(agreement.current(NOW.plusSeconds(60))).contains(second);
        assertThat(agreement.state(first, NOW.plusSeconds(60))).isEqualTo(VersionState.REPLACED);
        AgreementHead ended = agreement(Standing.TERMINATED, 2, first, second);
        assertThat(ended.state(NOW)).isEqualTo(VersionState.TERMINATED);
        assertThat(ended.state(second, NOW)).isEqualTo(VersionState.TERMINATED);
    }

    @Test
    void aDraftIsSeenByItsDrafterAndAProposalByWhomItNames() {
        AgreementHead draft = agreement(Standing.NONE, null, version(1, Stage.DRAFT, Set.of()));
        assertThat(draft.seenBy(contributor(NGO))).isPresent();
        assertThat(draft.seenBy(custodian())).isPresent();
        assertThat(draft.seenBy(contributor(COURT))).isEmpty();
        AgreementHead proposed = agreement(Standing.NONE, null, version(1, Stage.PROPOSED, Set.of()));
        assertThat(proposed.seenBy(contributor(COURT))).isPresent();
        assertThat(proposed.seenBy(contributor(STRANGER))).isEmpty();
        assertThat(auditor(NGO).mayAct()).isFalse();
    }

    @Test
    void whoWasRemovedSeesWhatNamedItAndWhoCameSeesAll() {
        VersionHead first =
                version(1, Stage.SIGNED, Set.of(NGO, SECOND_NGO), Set.of(COURT), Set.of(NGO, SECOND_NGO, COURT));
        VersionHead second = version(2, Stage.SIGNED, Set.of(NGO), Set.of(COURT, STRANGER), Set.of());
        AgreementHead agreement = agreement(Standing.IN_FORCE, 2, first, second);
        assertThat(agreement.seenBy(contributor(SECOND_NGO)).orElseThrow().versions())
                .isEqualTo(List.of(first));
        assertThat(agreement.seenBy(contributor(STRANGER)).orElseThrow().versions())
                .isEqualTo(List.of(first, second));
        AgreementHead seen = agreement.seenBy(contributor(SECOND_NGO)).orElseThrow();
        assertThat(seen.state(NOW.plusSeconds(1))).isEqualTo(VersionState.REPLACED);
        assertThat(seen.newestSigned()).isEmpty();
    }
}
