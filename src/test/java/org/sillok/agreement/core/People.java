package org.sillok.agreement.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.terms.AgreementKind;

/** Who agrees with whom in the rule tests, and how far they have come. */
final class People {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final PartyId NGO = new PartyId("pty_" + "b".repeat(25) + "a");
    static final PartyId SECOND_NGO = new PartyId("pty_" + "c".repeat(25) + "a");
    static final PartyId COURT = new PartyId("pty_" + "d".repeat(25) + "a");
    static final PartyId STRANGER = new PartyId("pty_" + "e".repeat(25) + "a");
    static final PartyId REPOSITORY = new PartyId("pty_" + "f".repeat(25) + "a");
    static final AgreementId AGREEMENT = new AgreementId("agr_" + "b".repeat(25) + "a");

    private People() {}

    static UserId user(String letter) {
        return new UserId("usr_" + letter.repeat(25) + "a");
    }

    static Acting contributor(PartyId party) {
        return new Acting(party, user("b"), true, false, false);
    }

    static Acting investigator(PartyId party) {
        return new Acting(party, user("d"), false, true, false);
    }

    static Acting custodian() {
        return new Acting(REPOSITORY, user("f"), false, false, true);
    }

    static Acting auditor(PartyId party) {
        return new Acting(party, user("g"), false, false, false);
    }

    static VersionHead version(int number, Stage stage, Set<PartyId> signed) {
        return version(number, stage, Set.of(NGO), Set.of(COURT), signed);
    }

    static VersionHead version(
            int number, Stage stage, Set<PartyId> providers, Set<PartyId> recipients, Set<PartyId> signed) {
        return new VersionHead(
                number,
                stage,
                NGO,
                stage != Stage.DRAFT,
                providers,
                recipients,
                Set.of(),
                stage == Stage.SIGNED ? NOW : null,
                null,
                signed,
                Map.of(),
                stage == Stage.DRAFT ? null : user("b"));
    }

    static AgreementHead agreement(Standing standing, @Nullable Integer signed, VersionHead... versions) {
        return agreement(AgreementKind.MOU, standing, signed, versions);
    }

    static AgreementHead agreement(
            AgreementKind kind, Standing standing, @Nullable Integer signed, VersionHead... versions) {
        VersionHead newest = versions[versions.length - 1];
        return new AgreementHead(
                AGREEMENT,
                NGO,
                kind,
                7,
                newest.number(),
                signed,
                newest.isOpen(),
                standing,
                standing == Standing.SUSPENDED ? COURT : null,
                NOW,
                List.of(versions));
    }
}
