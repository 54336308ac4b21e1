// Checks a log in the C2SP formats with golang.org/x/mod/sumdb, which knows nothing of Sillok.
//
//	foreign check DIR NAME…         verifies a mirror; ends with 1 if anything does not hold
//	foreign flip DIR SEED FLIPS     flips single bits; what is accepted is listed in FLIPS for the next tool to judge
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) > 2 && args[0] == "check":
		return runChecks(openMirror(args[1]), args[2:])
	case len(args) == 4 && args[0] == "flip":
		seed, err := strconv.ParseInt(args[2], 10, 64)
		if err != nil {
			return err
		}
		return flipAll(openMirror(args[1]), seed, args[3])
	}
	return fmt.Errorf("see the comment in main.go")
}

func runChecks(m *mirror, names []string) error {
	for _, name := range names {
		check, known := checks[name]
		if !known {
			return fmt.Errorf("there is no check %q", name)
		}
		saw, err := check(m)
		if err != nil {
			return fmt.Errorf("%s: %v", name, err)
		}
		fmt.Printf("  %-12s %s\n", name, saw)
	}
	return nil
}
