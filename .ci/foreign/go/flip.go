package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A flip is one changed bit of one file.
type flip struct {
	File string `json:"file"`
	Byte int    `json:"byte"`
	Bit  int    `json:"bit"`
}

// A kind of file, with how many bits of each are flipped and the check that must notice.
type kind struct {
	name, prefix, suffix string
	bits                 int
	notices              func(m *mirror, file string) error
}

var kinds = []kind{
	{"checkpoints", "checkpoint-", "", 8000, noticeCheckpoint},
	{"tiles", "tile/", "", 4000, noticeTile},
	{"entry bundles", "tile/entries/", "", 4000, noticeBundle},
	{"proofs", "statements/", ".tlog-proof", 1500, (*mirror).checkProof},
	{"entries", "statements/", ".entry", 1500, noticeEntry},
}

// flipAll flips a random sample of the bits of every file, one at a time. What these checks accept goes into a list:
// nothing here knows ML-DSA-44, so the lines of that key are the next tool's to judge.
func flipAll(m *mirror, seed int64, list string) error {
	random := rand.New(rand.NewSource(seed))
	left := []flip{}
	for _, kind := range kinds {
		files, err := m.files(kind.prefix, kind.suffix)
		if err != nil {
			return err
		}
		if kind.prefix == "tile/" {
			files = without(files, "tile/entries/")
		}
		flipped, accepted := 0, 0
		for _, file := range files {
			if err := kind.notices(m, file); err != nil {
				return fmt.Errorf("%s is refused as it is: %v", file, err)
			}
			content, err := m.read(file)
			if err != nil {
				return err
			}
			for _, bit := range sample(random, len(content)*8, kind.bits) {
				changed := append([]byte{}, content...)
				changed[bit/8] ^= 1 << (bit % 8)
				flipped++
				if kind.notices(m.with(file, changed), file) == nil {
					left = append(left, flip{file, bit / 8, bit % 8})
					accepted++
				}
			}
		}
		if flipped == 0 {
			return fmt.Errorf("there are no %s", kind.name)
		}
		fmt.Printf("  %-14s %3d files, %6d flips, %6d refused, %d left to the next tool\n",
			kind.name, len(files), flipped, flipped-accepted, accepted)
	}
	text, err := json.Marshal(left)
	if err != nil {
		return err
	}
	return os.WriteFile(list, text, 0o644)
}

// sample draws count different numbers below n, or all of them.
func sample(random *rand.Rand, n, count int) []int {
	all := random.Perm(n)
	if len(all) > count {
		all = all[:count]
	}
	return all
}

func without(files []string, prefix string) []string {
	var rest []string
	for _, file := range files {
		if !strings.HasPrefix(file, prefix) {
			rest = append(rest, file)
		}
	}
	return rest
}

func noticeCheckpoint(m *mirror, file string) error {
	_, err := m.head(file)
	return err
}

// treeWith is the newest tree that has a tile of this very width, among those whose checkpoints are here.
func (m *mirror) treeWith(tile tlog.Tile) (tlog.Tree, error) {
	for _, name := range []string{later, earlier} {
		tree, err := m.head(name)
		if err != nil {
			return tree, err
		}
		if wholeTile(tile, tree.N) == tile {
			return tree, nil
		}
	}
	return tlog.Tree{}, errors.New("no checkpoint has this tile")
}

// parsePath reads the path of a tile: its level (entries: 0), number and width.
func parsePath(path string) (tlog.Tile, error) {
	return tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(strings.Replace(path, "entries/", "0/", 1), "tile/"))
}

func noticeTile(m *mirror, file string) error {
	tile, err := parsePath(file)
	if err != nil {
		return err
	}
	tree, err := m.treeWith(tile)
	if err != nil {
		return err
	}
	return m.authenticate(tile, tree)
}

// authenticate follows a full tile to the tile above, which has its hash, until there is a partial one. Every hash of those
// goes into the root.
func (m *mirror) authenticate(tile tlog.Tile, tree tlog.Tree) error {
	if tile.W < 256 {
		root, err := tlog.TreeHash(tree.N, m.hashes(tree.N))
		if err == nil && root != tree.Hash {
			err = errors.New("the tiles have another root")
		}
		return err
	}
	data, err := m.tile(tile)
	if err != nil {
		return err
	}
	left, err := tlog.HashFromTile(tile, data, tlog.StoredHashIndex(8*tile.L+7, 2*tile.N))
	if err != nil {
		return err
	}
	right, err := tlog.HashFromTile(tile, data, tlog.StoredHashIndex(8*tile.L+7, 2*tile.N+1))
	if err != nil {
		return err
	}
	said, err := m.hashes(tree.N).ReadHashes([]int64{tlog.StoredHashIndex(8*tile.L+8, tile.N)})
	if err != nil {
		return err
	}
	if tlog.NodeHash(left, right) != said[0] {
		return fmt.Errorf("the tile above %s has another hash for it", tilePath(tile))
	}
	return m.authenticate(wholeTile(tlog.Tile{H: 8, L: tile.L + 1, N: tile.N / 256}, tree.N), tree)
}

// noticeBundle compares the hash of every entry of a bundle with the tile of leaf hashes.
func noticeBundle(m *mirror, file string) error {
	tile, err := parsePath(file)
	if err != nil {
		return err
	}
	if err := noticeTile(m, tilePath(tile)); err != nil {
		return err
	}
	leaves, err := m.tile(tile)
	if err != nil {
		return err
	}
	entries, err := m.bundle(tile.N, tile.W)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		leaf := tlog.RecordHash(entry)
		if !bytes.Equal(leaf[:], leaves[i*tlog.HashSize:(i+1)*tlog.HashSize]) {
			return fmt.Errorf("entry %d is not the one in the tree", i)
		}
	}
	return nil
}

func noticeEntry(m *mirror, file string) error {
	return m.checkProof(strings.TrimSuffix(file, ".entry") + ".tlog-proof")
}
