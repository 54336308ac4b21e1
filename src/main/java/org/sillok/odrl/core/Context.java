package org.sillok.odrl.core;

import java.nio.charset.StandardCharsets;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/**
 * The one JSON-LD context of the profile. It stands in every document, whole, and is compared with this one: a context by
 * address could say anything tomorrow, and is never fetched.
 */
final class Context {
    static final JsonValue VALUE = StrictJson.parse("""
            {
              "@version": 1.1,
              "odrl": "http://www.w3.org/ns/odrl/2/",
              "xsd": "http://www.w3.org/2001/XMLSchema#",
              "sillok": "urn:sillok:odrl:1:",
              "uid": "@id",
              "Policy": "odrl:Policy",
              "Agreement": "odrl:Agreement",
              "profile": {"@id": "odrl:profile", "@type": "@id"},
              "conflict": {"@id": "odrl:conflict", "@type": "@vocab"},
              "prohibit": "odrl:prohibit",
              "target": {"@id": "odrl:target", "@type": "@id"},
              "assigner": {"@id": "odrl:assigner", "@type": "@id"},
              "assignee": {"@id": "odrl:assignee", "@type": "@id"},
              "permission": {"@id": "odrl:permission", "@type": "@id"},
              "prohibition": {"@id": "odrl:prohibition", "@type": "@id"},
              "duty": {"@id": "odrl:duty", "@type": "@id"},
              "action": {"@id": "odrl:action", "@type": "@id"},
              "constraint": {"@id": "odrl:constraint", "@type": "@id"},
              "leftOperand": {"@id": "odrl:leftOperand", "@type": "@vocab"},
              "dateTime": "odrl:dateTime",
              "operator": {"@id": "odrl:operator", "@type": "@vocab"},
              "eq": "odrl:eq",
              "lt": "odrl:lt",
              "lteq": "odrl:lteq",
              "gteq": "odrl:gteq",
              "isAnyOf": "odrl:isAnyOf",
              "isNoneOf": "odrl:isNoneOf",
              "rightOperand": {"@id": "odrl:rightOperand"},
              "position": {"@id": "sillok:position"},
              "request": {"@id": "sillok:request", "@type": "@id"},
              "kind": {"@id": "sillok:kind", "@type": "@id"},
              "state": {"@id": "sillok:state", "@type": "@id"},
              "umbrella": {"@id": "sillok:umbrella", "@type": "@id"},
              "case": {"@id": "sillok:case"},
              "prohibitionsSurvive": {"@id": "sillok:prohibitionsSurvive"},
              "validFrom": {"@id": "sillok:validFrom", "@type": "xsd:dateTime"},
              "validUntil": {"@id": "sillok:validUntil", "@type": "xsd:dateTime"},
              "reviewBy": {"@id": "sillok:reviewBy", "@type": "xsd:dateTime"},
              "majority": {"@id": "sillok:majority", "@type": "@id"},
              "at": {"@id": "sillok:at", "@type": "xsd:dateTime"},
              "reaffirmed": {"@id": "sillok:reaffirmed"},
              "scope": {"@id": "sillok:scope", "@type": "@id"},
              "coversPart": {"@id": "sillok:coversPart", "@type": "@id"},
              "coversLineage": {"@id": "sillok:coversLineage", "@type": "@id"}
            }
            """.getBytes(StandardCharsets.UTF_8));

    private Context() {}
}
