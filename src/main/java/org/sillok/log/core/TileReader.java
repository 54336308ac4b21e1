package org.sillok.log.core;

/**
 * Fetches the bytes of a tile of hashes. May throw what its store throws; may also return wrong bytes, which whoever
 * computes with them notices when the root does not come out.
 */
@FunctionalInterface
public interface TileReader {
    byte[] read(TileName.Hashes name);
}
