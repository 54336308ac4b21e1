package org.sillok.archfixture.custody.core;

import java.nio.file.Path;

public record OpensAFile(Path path) {}
