package archive

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// memory is a store that ends with the process.
type memory map[string][]byte

func (m memory) put(id string, file []byte) error { m[id] = file; return nil }

func (m memory) get(id string) ([]byte, error) {
	file, known := m[id]
	if !known {
		return nil, ErrUnknown
	}
	return file, nil
}

func (m memory) remove(id string) error { delete(m, id); return nil }

// Extension ends the name of a recording's file.
const Extension = ".patternscope"

var named = regexp.MustCompile(`^[0-9a-f]{24}\` + Extension + `$`)

// directory is a folder of files; nothing outside it is touched.
type directory struct{ root *os.Root }

// openDirectory makes the folder if need be, and lists what lies there, the oldest first.
func openDirectory(path string) (directory, []entry, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return directory{}, nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return directory{}, nil, err
	}
	files, err := os.ReadDir(path)
	if err != nil {
		return directory{}, nil, err
	}
	var infos []os.FileInfo
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() && named.MatchString(f.Name()) {
			infos = append(infos, info)
		}
	}
	slices.SortStableFunc(infos, func(a, b os.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	kept := make([]entry, len(infos))
	for i, info := range infos {
		kept[i] = entry{id: strings.TrimSuffix(info.Name(), Extension), bytes: int(info.Size())}
	}
	return directory{root}, kept, nil
}

// put writes beside the name and renames: a file is there whole, or not at all.
func (d directory) put(id string, file []byte) error {
	const beside = "new.part"
	if err := d.root.WriteFile(beside, file, 0o600); err != nil {
		return err
	}
	return d.root.Rename(beside, id+Extension)
}

func (d directory) get(id string) ([]byte, error) {
	file, err := d.root.ReadFile(id + Extension)
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("%w: its file is gone", ErrUnknown)
	}
	return file, err
}

func (d directory) remove(id string) error {
	if err := d.root.Remove(id + Extension); !os.IsNotExist(err) {
		return err
	}
	return nil
}
