package org.sillok.odrl.core;

import java.nio.charset.StandardCharsets;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/** The one JSON-LD context of consent records, which stands in each of them, whole. The policy inside has its own. */
final class RecordContext {
    static final JsonValue VALUE = StrictJson.parse("""
            {
              "@version": 1.1,
              "dpv": "https://w3id.org/dpv#",
              "dct": "http://purl.org/dc/terms/",
              "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
              "xsd": "http://www.w3.org/2001/XMLSchema#",
              "record": "urn:sillok:consent-record:1:",
              "conformsTo": {"@id": "dct:conformsTo", "@type": "@id"},
              "identifier": {"@id": "dct:identifier"},
              "dataSubject": {"@id": "dpv:hasDataSubject", "@type": "@id"},
              "responsible": {"@id": "dpv:hasResponsibleEntity", "@type": "@id"},
              "state": {"@id": "record:state", "@type": "@id"},
              "version": {"@id": "record:version"},
              "consentType": {"@id": "record:consentType", "@type": "@id"},
              "indicatedBy": {"@id": "dpv:isIndicatedBy", "@type": "@id"},
              "method": {"@id": "dpv:hasIndicationMethod", "@type": "@id"},
              "language": {"@id": "record:language"},
              "givenAt": {"@id": "record:givenAt"},
              "notice": {"@id": "dpv:hasNotice", "@type": "@id"},
              "digest": {"@id": "record:digest"},
              "duration": {"@id": "dpv:hasDuration", "@type": "@id"},
              "until": {"@id": "rdf:value", "@type": "xsd:dateTime"},
              "process": {"@id": "dpv:hasProcess", "@type": "@id"},
              "permission": {"@id": "dpv:hasPermission", "@type": "@id"},
              "processing": {"@id": "dpv:hasProcessing", "@type": "@id"},
              "purpose": {"@id": "dpv:hasPurpose", "@type": "@id"},
              "recipient": {"@id": "dpv:hasRecipient", "@type": "@id"},
              "policy": {"@id": "dpv:hasPolicy", "@type": "@id"},
              "event": {"@id": "dpv:hasConsentStatus", "@type": "@id"},
              "number": {"@id": "record:number"},
              "indicatedAt": {"@id": "dpv:isIndicatedAtTime", "@type": "xsd:dateTime"},
              "recordedAt": {"@id": "record:recordedAt", "@type": "xsd:dateTime"},
              "confirmed": {"@id": "record:confirmed"},
              "statement": {"@id": "record:statement"},
              "withheld": {"@id": "record:withheld", "@type": "@id"}
            }
            """.getBytes(StandardCharsets.UTF_8));

    private RecordContext() {}
}
