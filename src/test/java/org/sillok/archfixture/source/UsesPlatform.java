package org.sillok.archfixture.source;

import org.sillok.archfixture.platform.Boot;

public class UsesPlatform {
    Boot boot = new Boot();
}
