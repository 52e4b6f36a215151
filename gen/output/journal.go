package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// journalName is the file that says what a run was about to change, beside
// errgen.yaml. It is there only while that run works, and after it was killed.
const journalName = ".errgen.journal"

// A journal is what a run changes: enough to finish it, whatever of it was done.
type journal struct {
	Version int            `json:"version"`
	Changes []journalEntry `json:"changes"`
}

// A journalEntry is one file. Its path is relative to the journal, with forward
// slashes.
type journalEntry struct {
	Path string `json:"path"`
	Old  string `json:"old,omitempty"`  // SHA-256 of what it held; empty: there was none
	New  []byte `json:"new,omitempty"`  // what it is to hold
	Gone bool   `json:"gone,omitempty"` // whether it is to go
}

// ApplyTogether makes the edits like [Edits.Apply], and so that a run that is killed
// at any moment leaves either all files as they were, or a journal in dir with which
// [Recover] completes the edits. dir is absolute.
func (e *Edits) ApplyTogether(dir string) error {
	if len(e.Changes) < 2 {
		return e.Apply() // one file is renamed in one step
	}
	j := journal{Version: 1}
	for _, c := range e.Changes {
		rel, err := filepath.Rel(dir, c.Path)
		if err != nil {
			return failed("write", c.Name, err)
		}
		entry := journalEntry{Path: filepath.ToSlash(rel), New: c.New, Gone: c.Op == Delete}
		if c.Op != Create {
			entry.Old = digest(c.Old)
		}
		j.Changes = append(j.Changes, entry)
	}
	data, err := json.Marshal(j)
	if err != nil {
		return failed("write", journalName, err)
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return failed("write", journalName, err)
	}
	root, err := os.OpenRoot(real)
	if err != nil {
		return failed("write", journalName, err)
	}
	defer root.Close()
	e.before = func() error {
		temp, err := write(root, data, 0)
		if err == nil {
			touching()
			err = root.Rename(temp, journalName) // from here on, all files become new
		}
		if err != nil {
			return failed("write", journalName, err)
		}
		return nil
	}
	if err := e.Apply(); err != nil {
		// What was done is undone, so there is nothing to finish.
		if gone := root.Remove(journalName); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, failed("delete", journalName, gone))
		}
		return err
	}
	touching()
	if err := root.Remove(journalName); err != nil {
		return failed("delete", journalName, err)
	}
	return nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Recover finishes the changes that a killed run had started, with its journal in
// dir, and returns the files that it changed, as [Change.Name] has them. Without a
// journal there is nothing to do. It changes nothing and fails if a file has
// neither its old nor its new content: somebody has changed it since.
func Recover(dir string, o Options) ([]string, error) {
	at := filepath.Join(dir, journalName)
	info, err := os.Lstat(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is not a regular file")
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(at)
	}
	var j journal
	if err == nil {
		err = json.Unmarshal(data, &j)
	}
	if err == nil && j.Version != 1 {
		err = errors.New("it was written by another version of errgen")
	}
	if err != nil {
		return nil, fmt.Errorf("finish an interrupted run: read %s: %w", journalName, err)
	}
	var edits []Edit
	for _, entry := range j.Changes {
		path := filepath.Join(dir, filepath.FromSlash(entry.Path))
		old, err := os.ReadFile(path)
		missing := errors.Is(err, fs.ErrNotExist)
		if err != nil && !missing {
			return nil, failed("read", entry.Path, err)
		}
		done := entry.Gone && missing || !entry.Gone && !missing && bytes.Equal(old, entry.New)
		before := entry.Old == "" && missing || entry.Old != "" && !missing && digest(old) == entry.Old
		switch {
		case done:
			continue
		case !before:
			return nil, fmt.Errorf("finish an interrupted run: %s has changed since; restore it, or delete %s", entry.Path, journalName)
		case missing:
			old = nil
		}
		if entry.Gone {
			edits = append(edits, Edit{Path: path, Old: old})
			continue
		}
		if entry.New == nil {
			entry.New = []byte{}
		}
		edits = append(edits, Edit{Path: path, Old: old, New: entry.New})
	}
	e, err := NewEdits(edits, o)
	if err != nil {
		return nil, err
	}
	if err := e.Apply(); err != nil {
		return nil, err
	}
	var names []string
	for _, c := range e.Changes {
		names = append(names, c.Name)
	}
	touching()
	if err := os.Remove(at); err != nil {
		return names, failed("delete", journalName, err)
	}
	return names, nil
}
