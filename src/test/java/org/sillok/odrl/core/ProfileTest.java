package org.sillok.odrl.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.ConsentState;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;

class ProfileTest {
    private static final List<Enum<?>[]> LISTS = List.of(
            Action.values(),
            DutyCode.values(),
            ConditionCode.values(),
            Place.values(),
            PartyClass.values(),
            Purpose.values(),
            Proceeding.values(),
            Part.values(),
            Lineage.values(),
            AgreementKind.values(),
            AgreementState.values(),
            ConsentState.values());

    @Test
    void thePublishedProfileIsTheVocabulary() throws IOException {
        assertPublished("profile.ttl", Profile.profile(), ProfileText.text());
    }

    @Test
    void thePublishedShapesAreTheVocabulary() throws IOException {
        assertPublished("shapes.ttl", Profile.shapes(), ShapesText.text());
    }

    @Test
    void everyCodeIsInTheProfileAndNoneTooMany() {
        assertThat(codes(Profile.profile(), "(?m)^<(urn:sillok:vocab:1:[^>]*)> a "))
                .isEqualTo(codes());
        assertThat(codes(Profile.shapes(), "<(urn:sillok:vocab:1:[^>]*)>")).isEqualTo(codes());
        assertThat(codes())
                .containsAll(ProfileText.matched().stream()
                        .map(code -> Iris.VOCABULARY + code)
                        .toList());
    }

    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        LISTS.stream().flatMap(Stream::of).forEach(code -> codes.add(Iris.of(code)));
        return codes;
    }

    private static Set<String> codes(byte[] text, String form) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = Pattern.compile(form).matcher(new String(text, StandardCharsets.UTF_8));
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    private static void assertPublished(String name, byte[] published, String text) throws IOException {
        Path made = Files.createDirectories(Path.of("target/odrl")).resolve(name);
        Files.writeString(made, text);
        assertThat(new String(published, StandardCharsets.UTF_8))
                .as("copy %s", made)
                .isEqualTo(text);
    }
}
