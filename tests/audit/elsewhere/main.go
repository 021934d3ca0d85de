// Reads a log's folder with the code that Go's checksum database is checked with, and none of Balise's:
// golang.org/x/mod/sumdb/note and tlog. Only paths and the bundles of entries are read here, as C2SP tlog-tiles has them.
//
//	elsewhere FOLDER KEY [-old SIZE:ROOT]... [-witness KEY]
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads C2SP's paths: those of Go without the height.
type tiles struct{ folder string }

func (t tiles) Height() int                         { return height }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		raw, err := os.ReadFile(filepath.Join(t.folder, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		read = append(read, raw)
	}
	return read, nil
}

func (t tiles) entries(size int64) ([][]byte, error) {
	var entries [][]byte
	for n := int64(0); n*256 < size; n++ {
		bundle := tlog.Tile{H: height, L: 0, N: n, W: int(min(256, size-n*256))}
		path := strings.Replace(bundle.Path(), "tile/8/0/", "tile/entries/", 1)
		raw, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		for len(raw) > 0 {
			if len(raw) < 2 || len(raw)-2 < int(binary.BigEndian.Uint16(raw)) {
				return nil, fmt.Errorf("%s is cut", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(raw))
			entries = append(entries, raw[2:end])
			raw = raw[end:]
		}
	}
	if int64(len(entries)) != size {
		return nil, fmt.Errorf("%d entries of %d", len(entries), size)
	}
	return entries, nil
}

// witness verifies cosignature/v1, which sumdb/note does not know.
type witness struct {
	name   string
	hash   uint32
	public ed25519.PublicKey
}

func newWitness(key string) (*witness, error) {
	parts := strings.SplitN(key, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("no key")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 33 || raw[0] != 4 {
		return nil, errors.New("no key of a witness")
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	return &witness{parts[0], binary.BigEndian.Uint32(digest[:4]), raw[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	seen := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(w.public, []byte(seen), signature[8:])
}

type told struct {
	Origin  string   `json:"origin"`
	Size    int64    `json:"size"`
	Signers []string `json:"signers"`
	Entries int      `json:"entries"`
	Proofs  int      `json:"proofs"`
	Older   int      `json:"older"`
}

func verify(folder string, keys, older, witnesses []string) (*told, error) {
	var verifiers []note.Verifier
	for _, key := range keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return nil, err
		}
		verifiers = append(verifiers, verifier)
	}
	for _, key := range witnesses {
		verifier, err := newWitness(key)
		if err != nil {
			return nil, err
		}
		verifiers = append(verifiers, verifier)
	}
	raw, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(raw, note.VerifierList(verifiers...))
	if err != nil {
		return nil, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return nil, errors.New("no checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return nil, err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return nil, err
	}
	found := &told{Origin: lines[0], Size: size}
	for _, signature := range opened.Sigs {
		found.Signers = append(found.Signers, signature.Name)
	}

	files := tiles{folder}
	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, files)
	entries, err := files.entries(size)
	if err != nil {
		return nil, err
	}
	for n, entry := range entries {
		stored, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(n))})
		if err != nil {
			return nil, err
		}
		if stored[0] != tlog.RecordHash(entry) {
			return nil, fmt.Errorf("entry %d is not under the root", n)
		}
		found.Entries++
		if n%97 != 0 && int64(n) != size-1 {
			continue
		}
		proof, err := tlog.ProveRecord(size, int64(n), hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(proof, size, root, int64(n), tlog.RecordHash(entry)); err != nil {
			return nil, err
		}
		found.Proofs++
	}
	for _, each := range older {
		before, encoded, _ := strings.Cut(each, ":")
		old, err := strconv.ParseInt(before, 10, 64)
		if err != nil {
			return nil, err
		}
		oldRoot, err := tlog.ParseHash(encoded)
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveTree(size, old, hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckTree(proof, size, root, old, oldRoot); err != nil {
			return nil, err
		}
		found.Older++
	}
	return found, nil
}

func main() {
	var keys, older, witnesses []string
	for n := 2; n < len(os.Args); n++ {
		switch os.Args[n] {
		case "-old":
			n++
			older = append(older, os.Args[n])
		case "-witness":
			n++
			witnesses = append(witnesses, os.Args[n])
		default:
			keys = append(keys, os.Args[n])
		}
	}
	found, err := verify(os.Args[1], keys, older, witnesses)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(found)
}
