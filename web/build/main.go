// Command build makes the one script of the pages from web/:
//
//	go run ./web/build web/main.ts static/app.js
//
// The script is committed, so that the program needs nothing but Go. A test
// fails when it is not what the sources give.
package main

import (
	"fmt"
	"os"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: build ENTRY.ts OUT.js")
	}
	script, err := Bundle(args[0], api.PlatformBrowser)
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], script, 0o644)
}

// Bundle is the script that runs the entry and all that it imports. For the
// browser it is made small; for Node it is left readable.
func Bundle(entry string, platform api.Platform) ([]byte, error) {
	small := platform == api.PlatformBrowser
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Platform:          platform,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  small,
		MinifyIdentifiers: small,
		MinifySyntax:      small,
		LegalComments:     api.LegalCommentsNone,
		Outfile:           "app.js",
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("bundle %s: %s", entry, api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})[0])
	}
	return result.OutputFiles[0].Contents, nil
}
