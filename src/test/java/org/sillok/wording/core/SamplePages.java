package org.sillok.wording.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Multilingual;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Effect;
import org.sillok.terms.Scope;
import org.sillok.terms.UnreadableClause;
import org.sillok.terms.Window;

/** An agreement and a consent, invented. */
public final class SamplePages {
    private SamplePages() {}

    public static AgreementPage agreement() {
        Map<String, Multilingual> texts = new LinkedHashMap<>();
        texts.put("title", both("Fictitious memorandum", "가상의 양해각서"));
        texts.put("intention", both("To find out\nwhat happened.", "무슨 일이 있었는지 밝히기 위하여."));
        texts.put("confidentiality", both("Everything is confidential.", "모두 비밀입니다."));
        texts.put("conditionsForSharing", both("As the clauses say.", "조항에 따릅니다."));
        texts.put("conditionalConsent", Multilingual.of(Map.of("ar", "نص <b>تجريبي</b>"), 100));
        texts.put("procedureForProvision", both("By request.", "요청에 따릅니다."));
        texts.put("handlingByRecipient", both("With care.", "주의하여 다룹니다."));
        return new AgreementPage(
                "agr_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                2,
                AgreementKind.MOU,
                "In force.",
                List.of(SampleTerms.CENTRE),
                List.of(SampleTerms.COURT),
                SampleTerms.SPRING,
                null,
                List.of(new AgreementPage.Fact("Review", "every 90 days")),
                texts,
                List.of(
                        SampleTerms.everything(),
                        SampleTerms.simple(Effect.PROHIBIT),
                        new UnreadableClause(new ClauseId("3"))),
                List.of(new AgreementPage.Signature(SampleTerms.COURT, "signed")),
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    }

    public static ConsentPage consent() {
        return new ConsentPage(
                "cns_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                1,
                "S-7K3M-9QXD",
                true,
                ConsentState.GIVEN,
                List.of("PURPOSES", "WITHDRAWAL", "SOMETHING_NEW"),
                "TIERED",
                "GUARDIAN",
                "<mother>",
                null,
                "2023-11~",
                Window.until(SampleTerms.SPRING),
                SampleTerms.SPRING,
                Scope.EVERYTHING,
                List.of(SampleTerms.simple(Effect.PERMIT)),
                "\u202Ereversed");
    }

    private static Multilingual both(String english, String korean) {
        return Multilingual.of(Map.of("en", english, "ko", korean), 1000);
    }
}
