package org.sillok.bundle.core;

import java.util.List;
import org.sillok.kernel.LanguageTag;

/**
 * What the cover page says in one language.
 *
 * @param status one sentence for each {@link Completeness.Status}, in their order
 * @param withheldToo what follows the contents where it may be told
 * @param noUntil where the permission has no end
 * @param withheld what stands over the reasons for which something is not here
 * @param notConfirmed what follows if nobody may say whether there is more
 */
record CoverWords(
        LanguageTag language,
        String ownName,
        String title,
        String contents,
        String withheldToo,
        String recipient,
        String owners,
        String purpose,
        String proceeding,
        String until,
        String noUntil,
        String conditions,
        String caveats,
        List<String> caveatTexts,
        List<String> status,
        String withheld,
        String notConfirmed,
        String contact,
        String verify,
        String verifyText) {
    static final List<CoverWords> ALL = List.of(korean(), english(), spanish(), french());

    private static CoverWords korean() {
        return new CoverWords(
                LanguageTag.parse("ko"),
                "한국어",
                "증거 반출 묶음",
                "내용: 항목 %d개, 파일 %d개",
                ", 보류된 항목 %d개",
                "받는 기관",
                "제공 단체",
                "이용 목적",
                "절차",
                "이용 기한",
                "정해진 기한 없음",
                "조건",
                "유의 사항",
                List.of(
                        "무죄를 뒷받침하거나 형을 가볍게 할 수 있는 자료가 이 묶음 밖에 있을 수 있습니다. 그런 자료가 있는지는 아래 연락처로 문의하십시오.",
                        "여기에 없다고 해서 존재하지 않는다는 뜻은 아닙니다.",
                        "적힌 목적 밖으로 쓰거나 다른 사람에게 넘기려면 먼저 제공 단체의 동의를 받아야 합니다.",
                        "동의가 철회되면 회수 통지를 받을 수 있습니다. 이용하기 전에 회수 여부를 확인하십시오."),
                List.of(
                        "요청한 것이 모두 들어 있습니다.",
                        "들어 있지 않은 것은 모두 completeness.json에 이유와 함께 적혀 있습니다.",
                        "더 있는지 여부는 조건에 따라 확인해 드릴 수 없습니다."),
                "들어 있지 않은 것과 그 이유",
                "요청한 것 가운데 존재하지 않는 것과 존재 여부를 알려 드릴 수 없는 것은 여기에서 서로 구별되지 않습니다. 그래서 빠진 것의 수와 이유를 적지 않습니다.",
                "문의",
                "확인 방법",
                "이 페이지는 자신이 들어 있는 묶음을 보증하지 못합니다. VERIFY.md에 적힌 방법으로 확인하고, 열쇠는 다른 경로로 받은 것과 비교하십시오.");
    }

    private static CoverWords english() {
        return new CoverWords(
                LanguageTag.parse("en"),
                "English",
                "Evidence export bundle",
                "Contents: %d items, %d files",
                ", %d withheld",
                "Recipient",
                "Released by",
                "Purpose",
                "Proceeding",
                "May be used until",
                "no date set",
                "Conditions",
                "Caveats",
                List.of(
                        "Exculpatory or mitigating material may exist outside this bundle. Ask the contact below whether there"
                                + " is any.",
                        "That something is not here does not mean that it does not exist.",
                        "Any use beyond the purpose stated here, and handing it on, needs the consent of those who released it"
                                + " first.",
                        "When consent is withdrawn, a recall may reach you. Check for recalls before each use."),
                List.of(
                        "Everything that was asked for is here.",
                        "All that is not here is listed, with reasons, in completeness.json.",
                        "The terms forbid to say whether there is more."),
                "What is not here, and why",
                "Of what was asked for, things that do not exist and things whose existence may not be confirmed look the same here."
                        + " Neither their number nor any reason is told.",
                "Contact",
                "How to verify",
                "This page cannot vouch for the bundle it came in. Check it as VERIFY.md says, and compare the keys with ones"
                        + " that reached you another way.");
    }

    private static CoverWords spanish() {
        return new CoverWords(
                LanguageTag.parse("es"),
                "Español",
                "Paquete de pruebas exportado",
                "Contenido: %d elementos, %d archivos",
                ", %d retenidos",
                "Destinatario",
                "Entregado por",
                "Finalidad",
                "Procedimiento",
                "Puede usarse hasta",
                "sin fecha fijada",
                "Condiciones",
                "Advertencias",
                List.of(
                        "Puede existir material exculpatorio o atenuante fuera de este paquete. Pregunte al contacto indicado"
                                + " abajo si lo hay.",
                        "Que algo no esté aquí no significa que no exista.",
                        "Todo uso fuera de la finalidad indicada, y toda entrega a terceros, requiere antes el consentimiento"
                                + " de quienes lo entregaron.",
                        "Si se retira un consentimiento, puede recibir una orden de retirada. Compruébelo antes de cada uso."),
                List.of(
                        "Todo lo solicitado está aquí.",
                        "Todo lo que no está aquí figura, con sus motivos, en completeness.json.",
                        "Las condiciones prohíben decir si existe algo más."),
                "Qué falta aquí y por qué",
                "De lo solicitado, lo que no existe y aquello cuya existencia no se puede confirmar se ven igual aquí. No se indica"
                        + " ni su número ni ningún motivo.",
                "Contacto",
                "Cómo verificar",
                "Esta página no puede responder por el paquete que la contiene. Compruébelo como indica VERIFY.md y compare"
                        + " las claves con las que haya recibido por otra vía.");
    }

    private static CoverWords french() {
        return new CoverWords(
                LanguageTag.parse("fr"),
                "Français",
                "Lot de preuves exporté",
                "Contenu : %d éléments, %d fichiers",
                ", %d retenus",
                "Destinataire",
                "Remis par",
                "Finalité",
                "Procédure",
                "Utilisable jusqu’au",
                "aucune date fixée",
                "Conditions",
                "Réserves",
                List.of(
                        "Des éléments à décharge ou atténuants peuvent exister hors de ce lot. Demandez au contact ci-dessous"
                                + " s’il y en a.",
                        "L’absence d’un élément ne signifie pas qu’il n’existe pas.",
                        "Tout usage hors de la finalité indiquée, et toute transmission à des tiers, exige d’abord l’accord de"
                                + " ceux qui ont remis ces éléments.",
                        "Si un consentement est retiré, un rappel peut vous parvenir. Vérifiez les rappels avant chaque usage."),
                List.of(
                        "Tout ce qui a été demandé s’y trouve.",
                        "Tout ce qui n’y est pas figure, avec les motifs, dans completeness.json.",
                        "Les conditions interdisent de dire s’il existe autre chose."),
                "Ce qui n’est pas ici, et pourquoi",
                "Parmi ce qui a été demandé, ce qui n’existe pas et ce dont l’existence ne peut être confirmée se présentent ici de"
                        + " la même façon. Ni leur nombre ni aucun motif n’est indiqué.",
                "Contact",
                "Comment vérifier",
                "Cette page ne peut pas répondre du lot qui la contient. Vérifiez-le comme l’indique VERIFY.md et comparez les"
                        + " clés avec celles reçues par une autre voie.");
    }
}
