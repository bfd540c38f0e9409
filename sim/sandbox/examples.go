package sandbox

import (
	"embed"
	"fmt"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// Examples are documents to begin with, each as its file, the smallest first.
func Examples() []*Document {
	var all []*Document
	for _, name := range []string{"first-steps", "share-and-copy", "broker"} {
		text, err := exampleFiles.ReadFile("examples/" + name + ".json")
		if err != nil {
			panic(err) // it is embedded
		}
		d, err := Parse(text)
		if err != nil {
			panic(fmt.Sprintf("examples/%s.json: %v", name, err)) // a test reads it
		}
		all = append(all, d)
	}
	return all
}

// Empty is a document without nodes, as one that says nothing is read.
func Empty() *Document {
	d, err := Parse([]byte(`{"sandbox": 1, "nodes": []}`))
	if err != nil {
		panic(err) // a test reads it
	}
	return d
}
