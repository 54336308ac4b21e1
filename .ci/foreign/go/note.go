package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// logKey reads the log's Ed25519 verifier key.
func (m *mirror) logKey() (note.Verifier, error) {
	vkey, err := m.read("vkey")
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(strings.TrimSuffix(string(vkey), "\n"))
}

// openCheckpoint verifies a checkpoint's note and reads the tree head in it.
//
// Package note decodes base64 leniently: the unused bits of a last character may have any value. One signature would
// have several spellings, so each line is decoded a second time by the strict decoder of the standard library.
func openCheckpoint(bytes []byte, key note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(bytes, note.VerifierList(key))
	if err != nil {
		return tlog.Tree{}, err
	}
	for _, signature := range append(opened.Sigs, opened.UnverifiedSigs...) {
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return tlog.Tree{}, fmt.Errorf("signature of %s: %v", signature.Name, err)
		}
	}
	return parseHead(opened.Text, key.Name())
}

func parseHead(text, origin string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := decimal(lines[1])
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := hash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// decimal reads a number in the one way to write it.
func decimal(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && (n < 0 || strconv.FormatInt(n, 10) != text) {
		err = errors.New("a number in another spelling")
	}
	return n, err
}

func hash(text string) (tlog.Hash, error) {
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(bytes) != tlog.HashSize {
		return tlog.Hash{}, errors.New("not a hash in base64")
	}
	return *(*tlog.Hash)(bytes), nil
}
