package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Argument;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConsentState;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Shape;

/** The SHACL shapes of the profile, made from the vocabulary: what is published has to be this. */
final class ShapesText {
    private static final String INSTANT =
            "sh:datatype xsd:dateTime ; sh:pattern \"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$\"";
    private static final String BODY = "[a-z2-7]{25}[aeimquy4]$\"";

    private final StringBuilder text = new StringBuilder("""
            @prefix odrl: <http://www.w3.org/ns/odrl/2/> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix sh: <http://www.w3.org/ns/shacl#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix sillok: <urn:sillok:odrl:1:> .
            @prefix s: <urn:sillok:odrl:1:shape:> .

            """);

    private ShapesText() {}

    static String text() {
        ShapesText shapes = new ShapesText();
        shapes.policy();
        shapes.agreement();
        shapes.node(
                "Majority",
                "sh:nodeKind sh:BlankNode",
                property("sillok:at", "sh:maxCount 1 ; " + INSTANT),
                property("sillok:reaffirmed", one("sh:datatype xsd:boolean")));
        shapes.node(
                "Scope",
                "sh:nodeKind sh:BlankNode",
                property("sillok:coversPart", "sh:minCount 1 ; " + in(Part.class)),
                property("sillok:coversLineage", one(in(Lineage.class))));
        shapes.rule("Permission", property("odrl:duty", "sh:node s:Duty"));
        shapes.rule("Prohibition");
        shapes.constraint();
        shapes.duty();
        return shapes.text.toString();
    }

    private void policy() {
        String draft = "[ " + none("odrl:assigner") + " ; " + none("sillok:state") + " ; " + none("sillok:scope")
                + " ; "
                + none("sillok:validFrom") + " ; " + none("sillok:validUntil") + " ; " + none("sillok:reviewBy") + " ; "
                + none("sillok:majority") + " ]";
        String consent = "[ " + property("odrl:assigner", "sh:minCount 1") + " ; "
                + property("sillok:state", "sh:minCount 1") + " ; " + property("sillok:scope", "sh:minCount 1") + " ]";
        node(
                "Policy",
                "sh:targetClass odrl:Policy ; sh:xone ( " + draft + " " + consent + " ) ; " + someRule(),
                head(
                        property("odrl:assigner", "sh:maxCount 1 ; " + id("src")),
                        property("sillok:state", "sh:maxCount 1 ; " + in(ConsentState.class)),
                        property("sillok:validFrom", "sh:maxCount 1 ; " + INSTANT),
                        property("sillok:validUntil", "sh:maxCount 1 ; " + INSTANT),
                        property("sillok:reviewBy", "sh:maxCount 1 ; " + INSTANT),
                        property("sillok:majority", "sh:maxCount 1 ; sh:node s:Majority"),
                        property("sillok:scope", "sh:maxCount 1 ; sh:node s:Scope")));
    }

    private void agreement() {
        String undertaking = "<" + Iris.of(AgreementKind.CASE_UNDERTAKING) + ">";
        String forCase = "[ " + property("sillok:kind", "sh:hasValue " + undertaking) + " ; "
                + property("sillok:case", "sh:minCount 1") + " ]";
        String forNone = "[ sh:not [ " + property("sillok:kind", "sh:hasValue " + undertaking) + " ] ; "
                + none("sillok:case") + " ]";
        node(
                "Agreement",
                "sh:targetClass odrl:Agreement ; sh:xone ( " + forCase + " " + forNone + " ) ; " + someRule(),
                head(
                        property("odrl:assigner", "sh:minCount 1 ; " + id("pty")),
                        property("odrl:assignee", "sh:minCount 1 ; " + id("pty")),
                        property("sillok:kind", one(in(AgreementKind.class))),
                        property("sillok:state", one(in(AgreementState.class))),
                        property("sillok:umbrella", "sh:maxCount 1 ; " + id("agr")),
                        property("sillok:case", "sh:maxCount 1 ; " + words(CaseRef.MAX_LENGTH)),
                        property("sillok:validFrom", "sh:maxCount 1 ; " + INSTANT),
                        property("sillok:validUntil", "sh:maxCount 1 ; " + INSTANT),
                        property("sillok:prohibitionsSurvive", one("sh:datatype xsd:boolean"))));
    }

    private static String[] head(String... more) {
        return Stream.concat(
                        Stream.of(
                                property("odrl:profile", one("sh:hasValue <" + Iris.PROFILE + ">")),
                                property("odrl:conflict", one("sh:hasValue odrl:prohibit")),
                                property("odrl:target", one("sh:hasValue sillok:material")),
                                property("odrl:permission", "sh:node s:Permission"),
                                property("odrl:prohibition", "sh:node s:Prohibition")),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static String someRule() {
        return "sh:nodeKind sh:IRI ; sh:or ( [ " + property("odrl:permission", "sh:minCount 1") + " ] [ "
                + property("odrl:prohibition", "sh:minCount 1") + " ] )";
    }

    private void rule(String name, String... more) {
        node(
                name,
                "sh:nodeKind sh:IRI",
                Stream.concat(
                                Stream.of(
                                        property(
                                                "sillok:position",
                                                one("sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxInclusive "
                                                        + PolicyReader.MAX_RULES)),
                                        property("sillok:request", "sh:maxCount 1 ; " + id("req")),
                                        property("odrl:action", "sh:minCount 1 ; " + in(Action.class)),
                                        property("odrl:constraint", "sh:node s:Constraint"),
                                        exactlyOne(Operand.PART),
                                        exactlyOne(Operand.LINEAGE)),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private static String exactlyOne(Operand operand) {
        return property(
                "odrl:constraint",
                "sh:qualifiedValueShape [ " + property("odrl:leftOperand", "sh:hasValue <" + operand.name() + ">")
                        + " ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1");
    }

    private void constraint() {
        Map<String, List<String>> alternatives = new LinkedHashMap<>();
        for (Operand operand : Operand.all()) {
            String right = operand.operators().stream().map(ShapesText::odrl).collect(Collectors.joining(" "))
                    + " ) ] ; "
                    + property(
                            "odrl:rightOperand",
                            (operand.operator().takesSet() ? "" : "sh:maxCount 1 ; ") + values(operand.values()));
            alternatives.computeIfAbsent(right, none -> new ArrayList<>()).add(iri(operand));
        }
        List<String> lines = new ArrayList<>();
        alternatives.forEach((right, operands) -> lines.add("[ "
                + property("odrl:leftOperand", "sh:in ( " + String.join(" ", operands) + " )")
                + " ; sh:property [ sh:path odrl:operator ; sh:in ( " + right + " ]"));
        node(
                "Constraint",
                "sh:nodeKind sh:BlankNode ; sh:xone (\n        " + String.join("\n        ", lines) + " )",
                property("odrl:leftOperand", one("sh:nodeKind sh:IRI")),
                property("odrl:operator", one("sh:nodeKind sh:IRI")),
                property("odrl:rightOperand", "sh:minCount 1"));
    }

    private static String iri(Operand operand) {
        return operand == Operand.TIME ? "odrl:dateTime" : "<" + operand.name() + ">";
    }

    private static String odrl(Operator operator) {
        return "odrl:" + operator.term();
    }

    private static String values(Values<?> values) {
        if (values == Values.RECIPIENT) {
            return "sh:or ( [ " + in(PartyClass.class) + " ] [ " + id("pty") + " ] )";
        } else if (values == Values.PURPOSE) {
            return in(org.sillok.terms.Purpose.class);
        } else if (values == Values.PROCEEDING) {
            return in(org.sillok.terms.Proceeding.class);
        } else if (values == Values.PART) {
            return in(Part.class);
        } else if (values == Values.LINEAGE) {
            return in(Lineage.class);
        } else if (values == Values.STATE) {
            return "sh:datatype xsd:string ; sh:pattern \"^[A-Z]{2}$\"";
        } else if (values == Values.INSTANT) {
            return INSTANT;
        } else if (values == Values.TRUE) {
            return "sh:hasValue true";
        } else if (values == Values.COUNT) {
            return "sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxInclusive " + Argument.Count.MAX;
        } else if (values == Values.CASE) {
            return words(CaseRef.MAX_LENGTH);
        } else if (values == Values.TEXT) {
            return words(Argument.Text.MAX_LENGTH);
        }
        throw new AssertionError("values without a shape");
    }

    private void duty() {
        List<String> alternatives = new ArrayList<>();
        alternatives.add("[ "
                + property(
                        "odrl:action",
                        in(Arrays.stream(DutyCode.values()).filter(code -> code.shape() == Shape.NOTHING)))
                + " ; " + none("odrl:constraint") + " ]");
        for (DutyCode code : DutyCode.values()) {
            if (code.shape() != Shape.NOTHING) {
                alternatives.add("[ " + property("odrl:action", "sh:hasValue <" + Iris.of(code) + ">") + " ; "
                        + property(
                                "odrl:constraint",
                                one("sh:node [ sh:closed true ; "
                                        + property("odrl:leftOperand", one("sh:hasValue odrl:dateTime")) + " ; "
                                        + property(
                                                "odrl:operator", one("sh:hasValue " + odrl(RuleWriter.operator(code))))
                                        + " ; " + property("odrl:rightOperand", one(INSTANT)) + " ]"))
                        + " ]");
            }
        }
        node(
                "Duty",
                "sh:nodeKind sh:BlankNode ; sh:xone (\n        " + String.join("\n        ", alternatives) + " )",
                property("odrl:action", one("sh:nodeKind sh:IRI")),
                property("odrl:constraint", "sh:maxCount 1"));
    }

    private void node(String name, String rules, String... properties) {
        text.append("s:")
                .append(name)
                .append(" a sh:NodeShape ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; ")
                .append(rules)
                .append(" ;\n    ")
                .append(String.join(" ;\n    ", properties))
                .append(" .\n\n");
    }

    private static String property(String path, String rules) {
        return "sh:property [ sh:path " + path + " ; " + rules + " ]";
    }

    private static String one(String rules) {
        return "sh:minCount 1 ; sh:maxCount 1 ; " + rules;
    }

    private static String none(String path) {
        return property(path, "sh:maxCount 0");
    }

    private static <E extends Enum<E>> String in(Class<E> list) {
        return in(Arrays.stream(list.getEnumConstants()));
    }

    private static String in(Stream<? extends Enum<?>> codes) {
        return codes.map(code -> "<" + Iris.of(code) + ">").collect(Collectors.joining(" ", "sh:in ( ", " )"));
    }

    private static String id(String prefix) {
        return "sh:nodeKind sh:IRI ; sh:pattern \"^" + Iris.ID + prefix + "_" + BODY;
    }

    private static String words(int most) {
        return "sh:datatype xsd:string ; sh:minLength 1 ; sh:maxLength " + most;
    }
}
