package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// flags is a flag.FlagSet that leaves it to its user to print.
type flags struct{ *flag.FlagSet }

func newFlags(name string) flags {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	return flags{fs}
}

// parse tells whether help was asked for. An error is a usageError.
func (f flags) parse(args []string) (help bool, err error) {
	err = f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return true, nil
	case err != nil:
		return false, usageError{fmt.Sprintf("%v; -help lists all flags", err)}
	}
	return false, nil
}

// help prints the text and, below it, the flags.
func (f flags) help(out io.Writer, text string) {
	fmt.Fprint(out, text)
	f.SetOutput(out)
	f.PrintDefaults()
}

// parseAnywhere parses flags before and behind the words of a command line, and returns the words.
func (f flags) parseAnywhere(args []string) (words []string, help bool, err error) {
	for {
		if help, err = f.parse(args); help || err != nil {
			return words, help, err
		}
		if args = f.Args(); len(args) == 0 {
			return words, false, nil
		}
		words, args = append(words, args[0]), args[1:]
	}
}

// given tells whether the command line has that flag.
func (f flags) given(name string) (is bool) {
	f.Visit(func(flag *flag.Flag) { is = is || flag.Name == name })
	return is
}
