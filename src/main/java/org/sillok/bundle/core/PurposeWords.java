package org.sillok.bundle.core;

import org.sillok.terms.Purpose;

/** What purposes are called on the cover page. Korean and English are the vocabulary's; the code stands beside them. */
final class PurposeWords {
    private PurposeWords() {}

    static InFour of(Purpose purpose) {
        return switch (purpose) {
            case ACCOUNTABILITY ->
                new InFour("책임 규명", "accountability", "rendición de cuentas", "établissement des responsabilités");
            case CRIMINAL_INVESTIGATION ->
                new InFour("형사 수사", "criminal investigation", "investigación penal", "enquête pénale");
            case LEAD_GENERATION ->
                new InFour("단서 수집", "lead generation", "búsqueda de indicios", "recherche de pistes d’enquête");
            case CRIMINAL_PROSECUTION ->
                new InFour("형사 기소", "criminal prosecution", "enjuiciamiento penal", "poursuites pénales");
            case STATE_RESPONSIBILITY ->
                new InFour("국가 책임", "state responsibility", "responsabilidad del Estado", "responsabilité de l’État");
            case CIVIL_CLAIM -> new InFour("민사 청구", "civil claim", "demanda civil", "action civile");
            case UN_FACT_FINDING ->
                new InFour(
                        "유엔 사실조사",
                        "United Nations fact-finding",
                        "determinación de los hechos por las Naciones Unidas",
                        "établissement des faits par les Nations Unies");
            case UN_SPECIAL_PROCEDURE ->
                new InFour(
                        "유엔 특별절차",
                        "United Nations special procedure",
                        "procedimiento especial de las Naciones Unidas",
                        "procédure spéciale des Nations Unies");
            case SANCTIONS -> new InFour("제재", "sanctions", "sanciones", "sanctions");
            case TRUTH_AND_REPARATION ->
                new InFour("진실과 배상", "truth and reparation", "verdad y reparación", "vérité et réparation");
            case MISSING_PERSONS ->
                new InFour(
                        "실종자 수색",
                        "search for missing persons",
                        "búsqueda de personas desaparecidas",
                        "recherche de personnes disparues");
            case REPARATIONS -> new InFour("배상", "reparations", "reparaciones", "réparations");
            case TRUTH_COMMISSION ->
                new InFour("진실위원회", "truth commission", "comisión de la verdad", "commission de vérité");
            case PRESERVATION -> new InFour("보존", "preservation", "conservación", "conservation");
            case AUDIT -> new InFour("감사", "audit", "auditoría", "audit");
            case ADVOCACY -> new InFour("옹호 활동", "advocacy", "incidencia", "plaidoyer");
            case PUBLIC_REPORT -> new InFour("공개 보고서", "public report", "informe público", "rapport public");
            case MEDIA -> new InFour("언론", "media", "medios de comunicación", "médias");
            case RESEARCH -> new InFour("연구", "research", "investigación académica", "recherche");
            case ASYLUM -> new InFour("난민 심사 지원", "asylum", "asilo", "asile");
            case IMMIGRATION_CONTROL ->
                new InFour("출입국 통제", "immigration control", "control migratorio", "contrôle de l’immigration");
            case INTELLIGENCE -> new InFour("정보 활동", "intelligence", "inteligencia", "renseignement");
        };
    }
}
