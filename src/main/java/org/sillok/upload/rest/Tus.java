package org.sillok.upload.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers carry the headers of the protocol, refusals too. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Tus {
    /** The one version that is spoken. */
    String VERSION = "1.0.0";

    String RESUMABLE = "Tus-Resumable";
    String VERSIONS = "Tus-Version";
}
