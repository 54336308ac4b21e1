package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Chapter: two organisations with material and one that asks for it; their people and keys. */
record Cast(Office provider, Office other, Office recipient, RecipientKey certificate) {
    /** Who can be asked: the one whose material it is. */
    List<Office> providers() {
        return List.of(provider, other);
    }

    static Cast introduce(Narrator narrator, Setup setup, Samples samples, SharingSet set, Enrolment enrolment)
            throws DemoFailure {
        narrator.chapter("cast");
        Office provider = office(narrator, setup, enrolment, samples.party(), "first", "CONTRIBUTOR");
        Office other = office(narrator, setup, enrolment, samples.otherParty(), "second", "CONTRIBUTOR");
        Office recipient =
                office(narrator, setup, enrolment, set.recipient(), "recipient", "INVESTIGATOR", "CONTRIBUTOR");
        narrator.text("cast.who", provider.name(), other.name(), recipient.name());
        RecipientKey certificate = enrolment.encryption(recipient.party(), recipient.api(), "recipient-decrypts");
        narrator.fact(
                "cast.keys", 6, certificate.certificate().resolveSibling("").normalize());
        narrator.fact("cast.certificate", certificate.certificate().getFileName());
        return new Cast(provider, other, recipient, certificate);
    }

    private static Office office(
            Narrator narrator, Setup setup, Enrolment enrolment, ObjectNode party, String keys, String... roles)
            throws DemoFailure {
        String id = setup.party(party);
        return new Office(
                id,
                narrator.in(party.path("names")),
                List.of(
                        person(setup, enrolment, id, "sillok-demo", keys + "-1", roles),
                        person(setup, enrolment, id, "sillok-demo-2", keys + "-2", roles)));
    }

    private static Office.Person person(
            Setup setup, Enrolment enrolment, String party, String label, String key, String... roles)
            throws DemoFailure {
        ApiClient api = setup.person(party, label, roles);
        return new Office.Person(api, enrolment.signing(party, api, key));
    }
}
