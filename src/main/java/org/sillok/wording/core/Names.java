package org.sillok.wording.core;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;

/** Parties, states, purposes and times by name, alone and as lists. The same values are always the same words. */
final class Names {
    private static final List<PartyClass> CLASSES = List.of(PartyClass.values());
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final int HANGUL_FIRST = 0xAC00;
    private static final int HANGUL_LAST = 0xD7A3;
    private static final int FINAL_CONSONANTS = 28;

    private final Language language;
    private final ZoneId zone;
    private final Function<PartyId, String> parties;

    Names(Language language, ZoneId zone, Function<PartyId, String> parties) {
        this.language = language;
        this.zone = zone;
        this.parties = parties;
    }

    Language language() {
        return language;
    }

    String party(PartyId party) {
        return Foreign.isolate(parties.apply(party));
    }

    String recipient(Recipient recipient) {
        return recipient instanceof Recipient.One one
                ? party(one.party())
                : partyClass(((Recipient.All) recipient).partyClass());
    }

    String partyClass(PartyClass partyClass) {
        return switch (partyClass) {
            case NGO -> language.of("any non-governmental organisation", "모든 비정부기구");
            case MECHANISM -> language.of("any accountability mechanism", "모든 책임규명 기구");
            case COURT -> language.of("any court", "모든 법원");
            case NATIONAL_AUTHORITY -> language.of("any national authority", "모든 국가 기관");
            case AUDITOR -> language.of("any auditor", "모든 감사인");
            case OTHER -> language.of("any recipient of another kind", "그 밖의 모든 수령자");
        };
    }

    /** A purpose, with the narrower ones that it takes along. */
    String purpose(Purpose purpose) {
        String label = Labels.of(purpose, language);
        List<String> below = new ArrayList<>();
        for (Purpose narrower : Purpose.values()) {
            if (narrower != purpose && purpose.span().contains(narrower)) {
                below.add(Labels.of(narrower, language));
            }
        }
        return below.isEmpty()
                ? label
                : label
                        + language.of(
                                " (which includes " + join(below, "and") + ")",
                                "(" + String.join(", ", below) + " 포함)");
    }

    String proceeding(Proceeding proceeding) {
        return proceeding == Proceeding.NONE
                ? language.of("no proceeding at all", "절차가 없는 경우")
                : language.of(
                        switch (proceeding) {
                            case NONE -> "";
                            case INTERNATIONAL_CRIMINAL -> "international criminal proceedings";
                            case NATIONAL_CRIMINAL -> "national criminal proceedings";
                            case CIVIL -> "civil proceedings";
                            case INTER_STATE -> "proceedings between states";
                            case ADMINISTRATIVE -> "administrative proceedings (sanctions, asylum, vetting)";
                            case FACT_FINDING -> "fact-finding";
                        },
                        Labels.of(proceeding, language));
    }

    /** The name that the Java platform gives the state, with its code; the code alone for one that exists no more. */
    String state(StateCode state) {
        String name = new Locale.Builder().setRegion(state.value()).build().getDisplayCountry(language.locale());
        return name.equals(state.value()) ? name : name + language.of(" (", "(") + state.value() + ")";
    }

    /** An instant as people there say it, with the zone. */
    String time(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        String clock = local.getNano() != 0 ? "HH:mm:ss.SSS" : local.getSecond() != 0 ? "HH:mm:ss" : "HH:mm";
        String pattern = language.of("d MMMM uuuu, " + clock, "uuuu'년' M'월' d'일' " + clock);
        String place = zone.equals(KOREA) ? language.of("Korean time", "한국 시간") : zone.getId();
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(local)
                + language.of(" (", "(")
                + place
                + ")";
    }

    String recipients(Set<Recipient> recipients, String conjunction) {
        return join(
                recipients.stream()
                        .sorted(Comparator.comparing(Names::order))
                        .map(this::recipient)
                        .toList(),
                conjunction);
    }

    String purposes(Set<Purpose> purposes, String conjunction) {
        return join(purposes.stream().sorted().map(this::purpose).toList(), conjunction);
    }

    String states(Set<StateCode> states, String conjunction) {
        return join(states.stream().sorted().map(this::state).toList(), conjunction);
    }

    String proceedings(Set<Proceeding> proceedings, String conjunction) {
        return join(proceedings.stream().sorted().map(this::proceeding).toList(), conjunction);
    }

    /** A list in one sentence; {@code conjunction} is the English word before the last, Korean has commas. */
    String join(Collection<String> names, String conjunction) {
        List<String> list = List.copyOf(names);
        if (language == Language.KO || list.size() < 2) {
            return String.join(", ", list);
        }
        return String.join(", ", list.subList(0, list.size() - 1)) + " " + conjunction + " "
                + list.get(list.size() - 1);
    }

    /** A Korean word with the particle that its last sound asks for; with both where the sound is not known. */
    static String with(String word, String afterConsonant, String afterVowel) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == Foreign.END) {
            end--;
        }
        char last = end == 0 ? ' ' : word.charAt(end - 1);
        if (last < HANGUL_FIRST || last > HANGUL_LAST) {
            return word + afterConsonant + "(" + afterVowel + ")";
        }
        return word + ((last - HANGUL_FIRST) % FINAL_CONSONANTS == 0 ? afterVowel : afterConsonant);
    }

    /** Parties before classes; parties by id, because names need not differ. */
    private static String order(Recipient recipient) {
        return recipient instanceof Recipient.One one
                ? "0" + one.party().value()
                : "1" + CLASSES.indexOf(((Recipient.All) recipient).partyClass());
    }
}
