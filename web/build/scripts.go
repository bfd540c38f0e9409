package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// parts is the folder of what app.js loads when it is wanted. The hash in a
// part's name is of what it holds.
const parts = "parts"

// scripts are all that pages run, by their names under static/:
//
//	app.js     the entry of every page, a module; it loads its parts
//	parts/     what pages share, and what a page loads when somebody asks for it
//	whole.js   all of that in one, for a page that is a file of its own
//	theme.js   what comes first, so that no page flashes
func scripts(web string) (map[string][]byte, error) {
	entry := filepath.Join(web, "main.ts")
	all, err := split(entry)
	if err != nil {
		return nil, err
	}
	for name, entry := range map[string]string{"whole.js": entry, "theme.js": filepath.Join(web, "theme", "main.ts")} {
		if all[name], err = Bundle(entry, api.PlatformBrowser); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// split is the entry as a module and its parts.
func split(entry string) (map[string][]byte, error) {
	const out = "/static"
	web, err := filepath.Abs(filepath.Dir(entry))
	if err != nil {
		return nil, err
	}
	options := optionsFor(api.PlatformBrowser)
	options.AbsWorkingDir = web // the hashes are also of paths below it
	options.EntryPointsAdvanced = []api.EntryPoint{{InputPath: filepath.Base(entry), OutputPath: "app"}}
	options.Format = api.FormatESModule
	options.Splitting = true
	options.Outdir = out
	options.ChunkNames = parts + "/[name]-[hash]"
	files, err := build(entry, options)
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for _, file := range files {
		all[strings.TrimPrefix(filepath.ToSlash(file.Path), out+"/")] = file.Contents
	}
	return all, nil
}

// Bundle is one file of the entry and all that it imports. For the
// browser it is made small; for Node it is left readable.
func Bundle(entry string, platform api.Platform) ([]byte, error) {
	options := optionsFor(platform)
	options.EntryPoints = []string{entry}
	options.Format = api.FormatIIFE
	options.Outfile = "script.js"
	files, err := build(entry, options)
	if err != nil {
		return nil, err
	}
	return files[0].Contents, nil
}

func optionsFor(platform api.Platform) api.BuildOptions {
	small := platform == api.PlatformBrowser
	return api.BuildOptions{
		Bundle:            true,
		Platform:          platform,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  small,
		MinifyIdentifiers: small,
		MinifySyntax:      small,
		LegalComments:     api.LegalCommentsNone,
	}
}

// build takes a warning for an error: what esbuild warns of is never meant.
func build(entry string, options api.BuildOptions) ([]api.OutputFile, error) {
	result := api.Build(options)
	if flaws := append(result.Errors, result.Warnings...); len(flaws) > 0 {
		return nil, fmt.Errorf("bundle %s: %s", entry, api.FormatMessages(flaws, api.FormatMessagesOptions{Kind: api.ErrorMessage})[0])
	}
	return result.OutputFiles, nil
}
