package main

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"signpost": main})
}

// TestScripts runs every script of testdata: commands as a publisher types them, on bad input too.
func TestScripts(t *testing.T) {
	if files, err := os.ReadDir("testdata"); err != nil || len(files) == 0 {
		t.Fatalf("no scripts in testdata: %v", err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   status,
			"fill":     fill,
			"sentence": sentence,
		},
	})
}

// status N COMMAND ... runs a command that must end with exit status N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := err.(*exec.ExitError); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// fill FILE N TEXT writes TEXT N times into FILE.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(args[2]), n), 0o644))
}

// sentence fails unless the last command's message is for a person: no Go error chain, no panic, no stack.
func sentence(ts *testscript.TestScript, _ bool, _ []string) {
	said := ts.ReadFile("stderr")
	for _, bad := range []string{"panic", "goroutine", "runtime error", "0x", "%!"} {
		if strings.Contains(said, bad) {
			ts.Fatalf("not a sentence for a person (%q):\n%s", bad, said)
		}
	}
}
