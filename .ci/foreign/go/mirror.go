package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A mirror is a folder with what a log publishes, in which one file may be replaced by other bytes.
type mirror struct {
	dir      string
	replaced string
	bytes    []byte
	cache    map[string][]byte
}

func openMirror(dir string) *mirror {
	return &mirror{dir: dir, cache: map[string][]byte{}}
}

// with is the same mirror with other bytes under one name.
func (m *mirror) with(path string, bytes []byte) *mirror {
	return &mirror{dir: m.dir, replaced: path, bytes: bytes, cache: m.cache}
}

func (m *mirror) read(path string) ([]byte, error) {
	if path == m.replaced {
		return m.bytes, nil
	}
	if bytes, ok := m.cache[path]; ok {
		return bytes, nil
	}
	bytes, err := os.ReadFile(filepath.Join(m.dir, path))
	if err == nil {
		m.cache[path] = bytes
	}
	return bytes, err
}

// files lists the files whose path starts with prefix and ends with suffix, sorted.
func (m *mirror) files(prefix, suffix string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(m.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, m.dir+string(filepath.Separator)))
		if strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix) {
			found = append(found, name)
		}
		return nil
	})
	sort.Strings(found)
	return found, err
}

// tilePath turns tlog's name of a tile into that of C2SP tlog-tiles, which leaves out the height 8.
func tilePath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

// hashes reads nodes of a tree from its tiles and believes them. Whatever is computed from them must be compared with a signed
// root: tlog's proofs are. (tlog's own TileHashReader would compare every tile, but before x/mod 0.40 it passes over
// some, CVE-2026-56865; the flipped bits found that here, too.)
func (m *mirror) hashes(size int64) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			tile := wholeTile(tlog.TileForIndex(8, index), size)
			data, err := m.tile(tile)
			if err != nil {
				return nil, err
			}
			hash, err := tlog.HashFromTile(tile, data, index)
			if err != nil {
				return nil, err
			}
			found = append(found, hash)
		}
		return found, nil
	})
}

// tile reads the hashes of a tile; their number must be the tile's.
func (m *mirror) tile(tile tlog.Tile) ([]byte, error) {
	data, err := m.read(tilePath(tile))
	if err == nil && len(data) != tile.W*tlog.HashSize {
		err = fmt.Errorf("%s has %d bytes", tilePath(tile), len(data))
	}
	return data, err
}

// wholeTile is the tile with the width that it has in a tree of this size.
func wholeTile(tile tlog.Tile, size int64) tlog.Tile {
	tile.W = 256
	if width := size>>(8*tile.L) - tile.N*256; width < 256 {
		tile.W = int(width)
	}
	return tile
}

// bundlePath names the entry bundle that goes with the level 0 tile of this number and width.
func bundlePath(number int64, width int) string {
	level0 := tilePath(tlog.Tile{H: 8, L: 0, N: number, W: width})
	return strings.Replace(level0, "tile/0/", "tile/entries/", 1)
}

// bundle reads exactly width entries, each behind two bytes of length, and nothing after them.
func (m *mirror) bundle(number int64, width int) ([][]byte, error) {
	path := bundlePath(number, width)
	rest, err := m.read(path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s is cut off", path)
		}
		length := int(binary.BigEndian.Uint16(rest))
		entries = append(entries, rest[2:2+length])
		rest = rest[2+length:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("%s has %d entries instead of %d", path, len(entries), width)
	}
	return entries, nil
}

// entries reads all entries of a tree.
func (m *mirror) entries(size int64) ([][]byte, error) {
	var all [][]byte
	for number := int64(0); number*256 < size; number++ {
		width := 256
		if size-number*256 < 256 {
			width = int(size - number*256)
		}
		bundle, err := m.bundle(number, width)
		if err != nil {
			return nil, err
		}
		all = append(all, bundle...)
	}
	return all, nil
}
