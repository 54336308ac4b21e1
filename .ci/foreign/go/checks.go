package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const earlier, later = "checkpoint-1", "checkpoint-2"

// A check verifies one thing about a mirror and says what it saw.
type check func(*mirror) (string, error)

var checks = map[string]check{
	"note":        checkNotes,
	"root":        checkRoots,
	"inclusion":   checkInclusion,
	"consistency": checkConsistency,
	"proofs":      checkProofs,
}

// head opens one of the two checkpoints.
func (m *mirror) head(name string) (tlog.Tree, error) {
	key, err := m.logKey()
	if err != nil {
		return tlog.Tree{}, err
	}
	note, err := m.read(name)
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(note, key)
}

func (m *mirror) heads() (old, new tlog.Tree, err error) {
	if old, err = m.head(earlier); err != nil {
		return
	}
	if new, err = m.head(later); err != nil {
		return
	}
	if old.N >= new.N {
		err = errors.New("the two checkpoints do not have rising sizes")
	}
	return
}

func checkNotes(m *mirror) (string, error) {
	old, new, err := m.heads()
	return fmt.Sprintf("two checkpoints, of %d and %d entries", old.N, new.N), err
}

// checkRoots computes each root twice: from the tiles of hashes, and from nothing but the entries.
func checkRoots(m *mirror) (string, error) {
	old, new, err := m.heads()
	if err != nil {
		return "", err
	}
	for _, tree := range []tlog.Tree{old, new} {
		fromTiles, err := tlog.TreeHash(tree.N, m.hashes(tree.N))
		if err != nil {
			return "", err
		}
		fromEntries, err := m.rootOfEntries(tree.N)
		if err != nil {
			return "", err
		}
		if fromTiles != tree.Hash || fromEntries != tree.Hash {
			return "", fmt.Errorf("the tree of %d has another root", tree.N)
		}
	}
	return fmt.Sprintf("roots of %d and %d entries, from tiles and from entries", old.N, new.N), nil
}

func (m *mirror) rootOfEntries(size int64) (tlog.Hash, error) {
	entries, err := m.entries(size)
	if err != nil {
		return tlog.Hash{}, err
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		if err != nil {
			return tlog.Hash{}, err
		}
		stored = append(stored, hashes...)
	}
	return tlog.TreeHash(size, reader)
}

// checkInclusion proves every entry to be in both trees.
func checkInclusion(m *mirror) (string, error) {
	old, new, err := m.heads()
	if err != nil {
		return "", err
	}
	count := 0
	for _, tree := range []tlog.Tree{old, new} {
		entries, err := m.entries(tree.N)
		if err != nil {
			return "", err
		}
		reader := m.hashes(tree.N)
		for i, entry := range entries {
			if err := includes(tree, int64(i), tlog.RecordHash(entry), reader); err != nil {
				return "", fmt.Errorf("entry %d: %v", i, err)
			}
			count++
		}
	}
	return fmt.Sprintf("%d inclusion proofs", count), nil
}

func includes(tree tlog.Tree, index int64, leaf tlog.Hash, reader tlog.HashReader) error {
	proof, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf)
}

func checkConsistency(m *mirror) (string, error) {
	old, new, err := m.heads()
	if err != nil {
		return "", err
	}
	proof, err := tlog.ProveTree(new.N, old.N, m.hashes(new.N))
	if err != nil {
		return "", err
	}
	err = tlog.CheckTree(proof, new.N, new.Hash, old.N, old.Hash)
	return fmt.Sprintf("the tree of %d continues the tree of %d", new.N, old.N), err
}

func checkProofs(m *mirror) (string, error) {
	names, err := m.files("statements/", ".tlog-proof")
	if err != nil || len(names) == 0 {
		return "", errors.New("there are no proofs")
	}
	for _, name := range names {
		if err := m.checkProof(name); err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
	}
	return fmt.Sprintf("%d proofs, each of its statement's entry", len(names)), nil
}

// checkProof verifies one C2SP tlog-proof, and that the entry which it proves is that of the statement beside it.
func (m *mirror) checkProof(name string) error {
	text, err := m.read(name)
	if err != nil {
		return err
	}
	proof, err := parseProof(string(text))
	if err != nil {
		return err
	}
	key, err := m.logKey()
	if err != nil {
		return err
	}
	tree, err := openCheckpoint([]byte(proof.note), key)
	if err != nil {
		return err
	}
	entry, err := m.read(strings.TrimSuffix(name, ".tlog-proof") + ".entry")
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof.path, tree.N, tree.Hash, proof.index, tlog.RecordHash(entry)); err != nil {
		return err
	}
	return m.checkEntry(strings.TrimSuffix(name, ".tlog-proof"), entry)
}

type tlogProof struct {
	index int64
	path  tlog.RecordProof
	note  string
}

// parseProof reads c2sp.org/tlog-proof@v1 without an extra line, which nothing would authenticate.
func parseProof(text string) (tlogProof, error) {
	head, note, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return tlogProof{}, errors.New("not a proof")
	}
	index, err := decimal(strings.TrimPrefix(lines[1], "index "))
	if err != nil {
		return tlogProof{}, err
	}
	proof := tlogProof{index: index, note: note}
	for _, line := range lines[2:] {
		next, err := hash(line)
		if err != nil {
			return tlogProof{}, err
		}
		proof.path = append(proof.path, next)
	}
	return proof, nil
}

// A rekord is what matters of a Rekor v2 hashedrekord 0.0.2 entry.
type rekord struct {
	Kind string
	Spec struct {
		HashedRekordV002 struct {
			Data      struct{ Digest []byte }
			Signature struct {
				Content  []byte
				Verifier struct{ PublicKey struct{ RawBytes []byte } }
			}
		}
	}
}

// checkEntry compares an entry with the statement, its signature and its key.
func (m *mirror) checkEntry(statement string, entry []byte) error {
	var logged rekord
	if err := json.Unmarshal(entry, &logged); err != nil {
		return err
	}
	said, err := m.read(statement + ".json")
	if err != nil {
		return err
	}
	signature, err := m.read(statement + ".sig")
	if err != nil {
		return err
	}
	key, err := m.read(statement + ".spki")
	if err != nil {
		return err
	}
	spec := logged.Spec.HashedRekordV002
	digest := sha256.Sum256(said)
	if logged.Kind != "hashedrekord" || !bytes.Equal(spec.Data.Digest, digest[:]) {
		return fmt.Errorf("the entry is of the digest %s", base64.StdEncoding.EncodeToString(spec.Data.Digest))
	}
	if !bytes.Equal(spec.Signature.Content, signature) {
		return errors.New("the entry has another signature")
	}
	if !bytes.Equal(spec.Signature.Verifier.PublicKey.RawBytes, key) {
		return errors.New("the entry has another key")
	}
	return nil
}
