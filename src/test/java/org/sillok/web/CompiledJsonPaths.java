package org.sillok.web;

import groovy.lang.Closure;
import groovy.lang.ExpandoMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import io.quarkus.test.junit.callback.QuarkusTestAfterConstructCallback;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Compiles each path into a JSON document once. REST Assured compiles it anew, as a Groovy script with a class of its own, each time
 * something is read from an answer: half of what the tests' own thread did.
 */
public final class CompiledJsonPaths implements QuarkusTestAfterConstructCallback {
    private static final Map<String, Class<? extends Script>> COMPILED = new ConcurrentHashMap<>();

    private static boolean installed;

    @Override
    public void afterConstruct(Object test) {
        install();
    }

    private static synchronized void install() {
        if (!installed) {
            ExpandoMetaClass shell = new ExpandoMetaClass(GroovyShell.class, false, true);
            shell.registerInstanceMethod("evaluate", new Evaluation());
            shell.initialize();
            GroovySystem.getMetaClassRegistry().setMetaClass(GroovyShell.class, shell);
            installed = true;
        }
    }

    /** What takes the place of {@code GroovyShell.evaluate(String)}; its delegate is the shell. */
    private static final class Evaluation extends Closure<Object> {
        private static final long serialVersionUID = 1;

        Evaluation() {
            super(CompiledJsonPaths.class);
        }

        @SuppressWarnings("unused") // Groovy calls it by this name.
        public Object doCall(String path) {
            GroovyShell shell = (GroovyShell) getDelegate();
            Class<? extends Script> script =
                    COMPILED.computeIfAbsent(path, text -> shell.parse(text).getClass());
            return InvokerHelper.createScript(script, shell.getContext()).run();
        }
    }
}
