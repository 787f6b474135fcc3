package review

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"signpost/search/page"
)

// Terminal asks about one fact after another: one key decides. It ends when all facts are decided, at "q", and at the end
// of the input. Where in is not a terminal, the first letter of each line is the key.
func Terminal(s *Session, in *os.File, out io.Writer) error {
	keys := bufio.NewReader(in)
	key := func() (byte, error) { return lineKey(keys) }
	if fd := int(in.Fd()); term.IsTerminal(fd) {
		key = func() (byte, error) {
			old, err := term.MakeRaw(fd)
			if err != nil {
				return lineKey(keys)
			}
			defer term.Restore(fd, old)
			return keys.ReadByte()
		}
	}
	return loop(s, key, keys, out)
}

func lineKey(r *bufio.Reader) (byte, error) {
	line, err := r.ReadString('\n')
	if line = strings.TrimSpace(line); line != "" {
		return line[0], nil
	}
	return '\n', err
}

const (
	interrupt  = 3 // Ctrl-C and Ctrl-D, which a raw terminal gives as keys
	endOfInput = 4
)

func loop(s *Session, key func() (byte, error), lines *bufio.Reader, out io.Writer) error {
	ask := func(prompt string) (string, error) {
		fmt.Fprint(out, prompt)
		line, err := lines.ReadString('\n')
		if err == io.EOF && line != "" {
			err = nil
		}
		return strings.TrimSpace(line), err
	}
	if by, role := s.Reviewer(); by == "" {
		by, err := ask("Your name: ")
		if err != nil || by == "" {
			return fmt.Errorf("nobody reviews; give your name with --by")
		}
		s.SetReviewer(by, role)
	}
	at := s.Next(0)
	for at >= 0 {
		items := s.Items()
		show(out, items, at)
		k, err := key()
		if err != nil {
			return nil
		}
		fmt.Fprintln(out)
		switch k {
		case 'a', 'A':
			err = s.Decide(items[at].ID, Approved, nil)
		case 'r', 'R':
			err = s.Decide(items[at].ID, Rejected, nil)
		case 'c', 'C':
			err = correct(s, items[at], ask)
		case 'u', 'U':
			if err = s.Decide(items[at].ID, "", nil); err == nil {
				fmt.Fprintln(out, "Taken back.")
				continue
			}
		case 'b', 'B':
			at = (at + len(items) - 1) % len(items)
			continue
		case 's', 'S', ' ':
			at = s.Next((at + 1) % len(items))
			continue
		case 'q', 'Q', interrupt, endOfInput:
			return nil
		default:
			fmt.Fprintln(out, "a approve, r reject, c correct, u take back, s skip, b back, q quit")
			continue
		}
		if err != nil {
			fmt.Fprintln(out, err)
			continue
		}
		at = s.Next(at)
	}
	fmt.Fprintln(out, "Every fact is decided.")
	return nil
}

// correct asks for the fact's right words; an empty answer keeps what there is.
func correct(s *Session, item Item, ask func(string) (string, error)) error {
	value, err := ask("Right words [" + item.Statement.Value + "]: ")
	if err != nil {
		return err
	}
	c := Correction{Value: value}
	if slot := item.Statement.Slot; slot == page.SlotRedFlag || slot == page.SlotSeekCare {
		if c.Level, err = ask("Level: self-care, see-a-doctor, urgent or emergency [" + item.Statement.Level + "]: "); err != nil {
			return err
		}
	}
	return s.Decide(item.ID, Corrected, &c)
}

// show prints a fact and its sentence. Control characters of a document do not reach the terminal.
func show(out io.Writer, items []Item, at int) {
	decided := 0
	for _, i := range items {
		if i.Decision != nil {
			decided++
		}
	}
	item := items[at]
	e := item.Statement.Evidence[0]
	fmt.Fprintf(out, "\n%d of %d decided   %s\n", decided, len(items), visible(item.Statement.Condition))
	fmt.Fprintf(out, "  %s\n", visible(Describe(item)))
	if item.Decision != nil {
		fmt.Fprintf(out, "  %s by %s on %s\n", item.Decision.Verdict, visible(item.Decision.By), item.Decision.On)
	}
	fmt.Fprintf(out, "  %s: %s >>%s<< %s\n", visible(e.Document), visible(item.Before), visible(e.Exact), visible(item.After))
	fmt.Fprint(out, "a approve  r reject  c correct  s skip  b back  q quit > ")
}

func visible(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f && r < 0xa0 }), " ")
}

// Describe is a fact in one line: slot, value, qualifiers, how often, level.
func Describe(item Item) string {
	st := item.Statement
	parts := []string{}
	add := func(label string, values ...string) {
		if joined := strings.Join(values, ", "); joined != "" {
			parts = append(parts, label+joined)
		}
	}
	q := st.Qualifiers
	add("where: ", q.Site...)
	add("side: ", q.Side)
	add("starts: ", q.Onset)
	add("course: ", q.Course...)
	add("brought on by: ", q.Trigger...)
	add("worse with: ", q.Worse...)
	add("eased by: ", q.Relief...)
	add("how bad: ", q.Severity)
	if st.Frequency != "" {
		add("how often: ", st.Frequency+` ("`+st.Hedge+`")`)
	}
	add("level: ", st.Level)
	line := strings.ReplaceAll(st.Slot, "_", " ") + ": "
	if st.Polarity == "absent" {
		line += "no "
	}
	line += st.Value
	if len(parts) > 0 {
		line += " (" + strings.Join(parts, "; ") + ")"
	}
	if d := item.Decision; d != nil && d.Becomes != nil {
		line += " -> " + strings.Join(strings.Fields(d.Becomes.Slot+" "+d.Becomes.Value+" "+d.Becomes.Level), " ")
	}
	return line
}
