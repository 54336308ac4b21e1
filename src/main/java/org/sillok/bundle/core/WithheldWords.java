package org.sillok.bundle.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the classes of reasons mean for which something is withheld. They are those that the requester is told of its lines:
 * what became of a line, why a holder refuses it, and why it is not permitted. A class that is not known here stands on the page
 * as its code alone.
 */
final class WithheldWords {
    private static final Map<String, InFour> ALL = all();

    private WithheldWords() {}

    static Optional<InFour> of(String reason) {
        return Optional.ofNullable(ALL.get(reason));
    }

    private static Map<String, InFour> all() {
        Map<String, InFour> words = new LinkedHashMap<>();
        standings(words);
        refusals(words);
        reasons(words);
        return words;
    }

    private static void standings(Map<String, InFour> words) {
        words.put(
                "NOT_PERMITTED",
                new InFour(
                        "동의나 합의가 이 요청에 대하여 허용하지 않습니다.",
                        "Consents or agreements do not permit it for this request.",
                        "Los consentimientos o acuerdos no lo permiten para esta solicitud.",
                        "Les consentements ou accords ne le permettent pas pour cette demande."));
        words.put(
                "NOT_AVAILABLE",
                new InFour(
                        "없거나, 있는지 여부를 알려 드릴 수 없습니다.",
                        "It does not exist, or nobody may say whether it does.",
                        "No existe, o no se puede decir si existe.",
                        "Cela n’existe pas, ou nul ne peut dire si cela existe."));
        words.put(
                "PENDING",
                new InFour(
                        "기한 안에 결정되지 않았습니다.",
                        "It was not decided in time.",
                        "No se decidió a tiempo.",
                        "Il n’en a pas été décidé à temps."));
        words.put(
                "BEING_CONSULTED",
                new InFour(
                        "물어야 할 사람의 답이 기한 안에 오지 않았습니다.",
                        "Somebody has to be asked, and has not answered in time.",
                        "Hay que consultar a alguien que no ha respondido a tiempo.",
                        "Quelqu’un doit être consulté et n’a pas répondu à temps."));
        words.put(
                "AWAITING_APPROVAL",
                new InFour(
                        "허용될 수 있으나 제공 단체의 두 사람 승인이 기한 안에 이루어지지 않았습니다.",
                        "It would be permitted, but two people did not approve it in time.",
                        "Estaría permitido, pero dos personas no lo aprobaron a tiempo.",
                        "Ce serait permis, mais deux personnes ne l’ont pas approuvé à temps."));
        words.put(
                "REFUSED",
                new InFour(
                        "자료를 맡은 단체가 제공을 거절합니다.",
                        "The organisation that holds it refuses.",
                        "La organización que lo custodia se niega.",
                        "L’organisation qui le détient refuse."));
    }

    private static void refusals(Map<String, InFour> words) {
        words.put(
                "SOURCE_SAFETY",
                new InFour(
                        "자료를 맡은 단체가 거절합니다: 정보원의 안전.",
                        "The organisation that holds it refuses: the safety of a source.",
                        "La organización que lo custodia se niega: la seguridad de una fuente.",
                        "L’organisation qui le détient refuse : la sécurité d’une source."));
        words.put(
                "ONGOING_WORK",
                new InFour(
                        "자료를 맡은 단체가 거절합니다: 진행 중인 일.",
                        "The organisation that holds it refuses: work that is going on.",
                        "La organización que lo custodia se niega: un trabajo en curso.",
                        "L’organisation qui le détient refuse : un travail en cours."));
        words.put(
                "OUTSIDE_MANDATE",
                new InFour(
                        "자료를 맡은 단체가 거절합니다: 권한 밖의 요청.",
                        "The organisation that holds it refuses: it is outside the mandate.",
                        "La organización que lo custodia se niega: está fuera del mandato.",
                        "L’organisation qui le détient refuse : c’est hors du mandat."));
        words.put(
                "INCOMPLETE_REQUEST",
                new InFour(
                        "자료를 맡은 단체가 거절합니다: 요청이 불완전함.",
                        "The organisation that holds it refuses: the request does not say enough.",
                        "La organización que lo custodia se niega: la solicitud está incompleta.",
                        "L’organisation qui le détient refuse : la demande est incomplète."));
        words.put(
                "OTHER",
                new InFour(
                        "자료를 맡은 단체가 다른 이유로 거절합니다.",
                        "The organisation that holds it refuses for another reason.",
                        "La organización que lo custodia se niega por otro motivo.",
                        "L’organisation qui le détient refuse pour un autre motif."));
    }

    private static void reasons(Map<String, InFour> words) {
        words.put(
                "REQUEST_ITSELF",
                new InFour(
                        "요청이 충분히 밝히지 않았거나 허용되는 것보다 많이 요구합니다.",
                        "The request does not say enough, or asks for more than is permitted.",
                        "La solicitud no dice lo suficiente o pide más de lo permitido.",
                        "La demande n’en dit pas assez ou demande plus que ce qui est permis."));
        words.put(
                "NO_AGREEMENT",
                new InFour(
                        "이를 다루는 합의가 없습니다.",
                        "There is no agreement that covers it.",
                        "No hay ningún acuerdo que lo abarque.",
                        "Aucun accord ne le couvre."));
        words.put(
                "ASK_FIRST",
                new InFour(
                        "먼저 물어야 하는데 허락을 받지 못했습니다.",
                        "Somebody has to be asked first, and has not permitted it.",
                        "Hay que consultar antes a alguien que no lo ha permitido.",
                        "Quelqu’un doit d’abord être consulté et ne l’a pas permis."));
        words.put(
                "NOT_KNOWN",
                new InFour(
                        "허용 여부를 정하는 데 필요한 것이 알려져 있지 않습니다.",
                        "Something is not known that has to be known to permit it.",
                        "Falta saber algo que es necesario para permitirlo.",
                        "Il manque un élément nécessaire pour le permettre."));
        words.put(
                "METADATA_NOT_PERMITTED",
                new InFour(
                        "여기 있는 자료 가운데 일부의 설명(제목, 파일 이름 등)은 허용되지 않아 뺐습니다.",
                        "Of some of what is here, descriptions such as titles and names of files are left out.",
                        "De parte de lo que está aquí se han omitido descripciones, como títulos y nombres de archivos.",
                        "D’une partie de ce qui est ici, des descriptions comme les titres et les noms de fichiers manquent."));
    }
}
