package org.sillok.platform.cli.demo;

import java.util.List;

/** An organisation with those of its people who act in the story. */
record Office(String party, String name, List<Person> people) {
    /** Somebody with a token, and the key with which they sign. */
    record Person(ApiClient api, KeyPairFile key) {}

    Office {
        people = List.copyOf(people);
    }

    Person first() {
        return people.get(0);
    }

    ApiClient api() {
        return first().api();
    }
}
