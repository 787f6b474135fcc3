package lexicon

import (
	"fmt"
	"strings"
	"testing"

	"signpost/search/bundle"
)

// words is a small vocabulary for the tests; the project's own is measured in tools/internal/vocabulary.
var words = []Term{
	{Kind: Symptom, ID: "pain", Name: "pain", Forms: []string{"pain", "hurts", "ache", "aching"}},
	{Kind: Symptom, ID: "leg-pain", Name: "leg pain", Forms: []string{"leg pain", "leg hurts"}, Broader: []string{"pain"}, Sites: []string{"leg"}},
	{Kind: Symptom, ID: "chest-pain", Name: "chest pain", Forms: []string{"chest pain", "elephant on my chest"}, Broader: []string{"pain"}, Sites: []string{"chest"}},
	{Kind: Symptom, ID: "numbness", Name: "numbness", Forms: []string{"numbness", "numb", "can't feel"}},
	{Kind: Symptom, ID: "tingling", Name: "tingling", Forms: []string{"tingling", "pins and needles", "paraesthesia"}},
	{Kind: Symptom, ID: "weakness", Name: "weakness", Forms: []string{"weakness", "weak"}},
	{Kind: Symptom, ID: "fever", Name: "fever", Forms: []string{"fever"}},
	{Kind: Symptom, ID: "breathlessness", Name: "breathlessness", Forms: []string{"short of breath", "shortness of breath"}},
	{Kind: Symptom, ID: "bladder-leak", Name: "loss of bladder control", Forms: []string{"loss of bladder control", "cannot control my bladder"}},
	{Kind: Symptom, ID: "redness", Name: "redness", Forms: []string{"red"}},
	{Kind: Symptom, ID: "pregnancy", Name: "pregnancy", Forms: []string{"pregnant", "weeks pregnant"}},
	{Kind: Symptom, ID: "cough", Name: "cough", Forms: []string{"cough", "coughing"}},
	{Kind: Condition, ID: "peripheral-artery-disease", Name: "peripheral artery disease", Forms: []string{"peripheral artery disease", "PAD"}},
	{Kind: Condition, ID: "stroke", Name: "stroke", Forms: []string{"stroke"}},
	{Kind: Site, ID: "leg", Name: "leg", Forms: []string{"leg", "legs"}},
	{Kind: Site, ID: "calf", Name: "calf", Forms: []string{"calf", "calves"}, Broader: []string{"leg"}},
	{Kind: Site, ID: "foot", Name: "foot", Forms: []string{"foot", "feet"}, Broader: []string{"leg"}},
	{Kind: Site, ID: "hand", Name: "hand", Forms: []string{"hand"}},
	{Kind: Site, ID: "chest", Name: "chest", Forms: []string{"chest"}},
	{Kind: Side, ID: "left", Name: "left side", Forms: []string{"left", "left side"}},
	{Kind: Side, ID: "both", Name: "both sides", Forms: []string{"both", "bilateral"}},
	{Kind: Onset, ID: "sudden", Name: "sudden", Forms: []string{"sudden", "suddenly", "all of a sudden"}},
	{Kind: Course, ID: "night", Name: "at night", Forms: []string{"at night"}},
	{Kind: Course, ID: "passing", Name: "passes quickly", Forms: []string{"goes away"}},
	{Kind: Trigger, ID: "walking", Name: "walking", Forms: []string{"walking", "walk"}},
	{Kind: Trigger, ID: "sitting", Name: "sitting", Forms: []string{"sitting", "sit"}},
	{Kind: Trigger, ID: "coughing", Name: "coughing", Forms: []string{"cough", "coughing"}},
	{Kind: Relief, ID: "rest", Name: "rest", Forms: []string{"rest", "resting", "stop"}},
	{Kind: Relief, ID: "sitting-down", Name: "sitting down", Forms: []string{"sitting", "sit"}},
	{Kind: Severity, ID: "severe", Name: "severe", Forms: []string{"severe"}},
	{Kind: Frequency, ID: "frequent", Name: "often", Forms: []string{"often", "usually"}},
	{Kind: Exposure, ID: "alcohol", Name: "alcohol", Forms: []string{"alcohol"}},
	{Kind: Nothing, ID: "-", Forms: []string{"red blood cells"}},
}

func open(t testing.TB) *Lexicon {
	l := &Lexicon{}
	if !l.Open(&bundle.Cursor{B: Compile(words)}) {
		t.Fatal("Open refuses what Compile wrote")
	}
	return l
}

// show writes the findings of a text in one line: id, marks of denial and its like, then qualifiers.
func show(r *Reader) string {
	l := &r.Lexicon
	var out []string
	for i := range r.N {
		m := &r.Mentions[i]
		if m.Kind != Symptom && m.Kind != Condition && m.Kind != Exposure {
			continue
		}
		s := string(l.ID(m.Term))
		for _, f := range []struct {
			on   bool
			mark string
		}{{m.Negated, "-"}, {m.Uncertain, "?"}, {m.Hypothetical, "if"}, {m.Past, "past"}, {m.Other, "other"}} {
			if f.on {
				s += "!" + f.mark
			}
		}
		add := func(name string, terms ...int) {
			for _, t := range terms {
				if t >= 0 {
					s += " " + name + string(l.ID(t))
				}
			}
		}
		add("@", m.Sites[:m.NSites]...)
		add("side:", m.Side)
		add("onset:", m.Onset)
		add("severity:", m.Severity)
		add("how:", m.How)
		add("course:", m.Course[:m.NCourse]...)
		add("trigger:", m.Trigger[:m.NTrigger]...)
		add("worse:", m.Worse[:m.NWorse]...)
		add("relief:", m.Relief[:m.NRelief]...)
		if m.Hours > 0 {
			s += fmt.Sprint(" hours:", m.Hours)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestRead(t *testing.T) {
	r := NewReader(open(t), 1000)
	for _, c := range []struct{ text, want string }{
		// terms
		{"nothing of note", ""},
		{"I get very short of my breath", "breathlessness"},
		{"Paraesthesia and paresthesias", "tingling, tingling"},
		{"a pad on the knee; known PAD", "peripheral-artery-disease"},
		{"red blood cells look red", "redness"},
		{"painful tests of the testes", "pain"},
		// sites, sides and what they make
		{"pain in my chest", "chest-pain @chest"},
		{"My calves hurt", "leg-pain @calf"},
		{"tingling and numbness in both feet and hands", "tingling @foot @hand side:both, numbness @foot @hand side:both"},
		{"Both feet are numb and my left hand is weak", "numbness @foot side:both, weakness @hand side:left"},
		{"leg pain and numbness in the hand", "leg-pain @leg, numbness @hand"},
		{"My leg tingles. My hand is fine. I left the house in pain right away.", "tingling @leg, pain"},
		{"My leg has pins and needles and it is weak", "tingling @leg, weakness @leg"},
		{"tingling feet and pain in the chest", "tingling @foot, chest-pain @chest"},
		{"I can't feel my feet", "numbness @foot"},
		{"pain in the chest and the calf", "chest-pain @chest @calf"},
		{"My leg hurts with pain", "leg-pain @leg"},
		{"pain in the leg, pain in the chest", "leg-pain @leg, chest-pain @chest"},
		// denial
		{"no weakness, numbness or pain", "weakness!-, numbness!-, pain!-"},
		{"I deny fever but I have a cough", "fever!-, cough"},
		{"No fever, has cough", "fever!-, cough"},
		{"No, it hurts", "pain"},
		{"I don't have pain. I feel weak", "pain!-, weakness"},
		{"pain without fever; weak", "pain, fever!-, weakness"},
		{"I cannot control my bladder", "bladder-leak"},
		{"Fever was ruled out. Pain and fever are absent.", "fever!-, pain!-, fever!-"},
		{"no change in the pain, not only numb", "pain, numbness"},
		{"The pain is not relieved by rest", "pain"},
		{"negative for: fever, cough", "fever!-, cough!-"},
		{"The fever has gone away. My leg has gone numb.", "fever!- course:passing, numbness @leg"},
		{"it does not cause fever", "fever!-"},
		{"I have never had pain this bad", "pain"},
		{"never had such pain", "pain"},
		{"He is not coughing, weak and in pain", "cough!-, weakness, pain"},
		{"I do not have fever, cough or pain", "fever!-, cough!-, pain!-"},
		{"I'm not sure if I have a fever", "fever!?"},
		{"I am not able to control my bladder", "bladder-leak"},
		{"I haven't been able to feel my feet", "numbness @foot"},
		{"no fever, pain since yesterday", "fever!-, pain hours:24"},
		{"The leg does not hurt, only when I walk", "leg-pain @leg trigger:walking"},
		{"tingling or numbness may occur", "tingling, numbness"},
		// doubt, supposition, past, others
		{"possible stroke", "stroke!?"},
		{"You may have pain. It does not usually cause fever.", "pain, fever!- how:frequent"},
		{"It might be a stroke. Pain will come and can be severe.", "stroke!?, pain severity:severe"},
		{"If you have fever, rest. You are weak.", "fever!if, weakness"},
		{"history of stroke, now weak", "stroke!past, weakness"},
		{"fever in the past week", "fever hours:168"},
		{"I had a stroke ten years ago", "stroke!past"},
		{"My mother has chest pain and I have a fever", "chest-pain!other @chest, fever"},
		{"My friend says my leg is weak and I have pain", "weakness @leg, pain"},
		{"My leg went numb when I was sitting", "numbness @leg trigger:sitting"},
		{"My leg has been weak since a stroke last year", "weakness @leg hours:8766, stroke!past"},
		{"My husband has chest pain", "chest-pain @chest"},
		{"Family history: stroke", "stroke!other"},
		// qualifiers
		{"sudden severe pain", "pain onset:sudden severity:severe"},
		{"Legs hurt when walking, worse at night", "leg-pain @leg course:night trigger:walking"},
		{"pain brought on by walking and relieved by rest", "pain trigger:walking relief:rest"},
		{"My legs hurt. It is worse when I sit and better with resting.", "leg-pain @leg worse:sitting relief:rest"},
		{"Sitting helps the pain", "pain relief:sitting-down"},
		{"pain from sitting that helps nobody", "pain"},
		{"Rest can often make the pain better", "pain how:frequent relief:rest"},
		{"Walking makes the pain worse", "pain worse:walking"},
		{"My chest hurts if I walk", "chest-pain @chest trigger:walking"},
		{"pain when I cough", "pain trigger:coughing"},
		{"pain after I have walked, gone once I rest", "pain trigger:walking relief:rest"},
		{"pain that is gone when I stop", "pain relief:rest"},
		{"the pain stops when I rest", "pain relief:rest"},
		{"the pain is hard to stop", "pain"},
		{"pain comes when the pressure stops", "pain"},
		{"rest helps, but i cant stop coughing", "cough relief:rest"},
		{"fever with cough", "fever, cough"},
		{"People with PAD often feel pain in the calf", "peripheral-artery-disease, leg-pain @calf how:frequent"},
		// time
		{"pain for three days", "pain hours:72"},
		{"pain for 2wks, numness", "pain hours:336, numbness hours:336"},
		{"pain for months", "pain hours:1460"},
		{"numb since yesterday", "numbness hours:24"},
		{"a 2-week history of fever", "fever hours:336"},
		{"I smoke 20 a day and have a fever", "fever"},
		{"It goes numb within 5 minutes of walking", "numbness trigger:walking"},
		{"20 weeks pregnant, with fever", "pregnancy, fever"},
	} {
		r.Read([]byte(c.text))
		if got := show(r); got != c.want {
			t.Errorf("%q:\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

func TestPerson(t *testing.T) {
	r := NewReader(open(t), 1000)
	for _, c := range []struct {
		text                string
		age, sex, pregnancy int
	}{
		{"pain", -1, SexUnknown, 0},
		{"A 45-year-old man", 540, Male, 0},
		{"I am a woman aged 30 and not pregnant", 360, Female, 2},
		{"34 yo F, pregnant", 408, Female, 1},
		{"45M with pain for 2wks", 540, Male, 0},
		{"my 3yo has a fever", 36, SexUnknown, 0},
		{"a 6 month old boy", 6, Male, 0},
		{"my 3 month old daughter has a fever", 3, Female, 0},
		{"He has had pain for 3 years", -1, Male, 0},
		{"I hurt and he laughs", -1, SexUnknown, 0},
		{"My wife noticed that I am weak and my leg is numb", -1, SexUnknown, 0},
		{"my 2 week old boy", 0, Male, 0},
	} {
		r.Read([]byte(c.text))
		if r.Age != c.age || r.Sex != c.sex || r.Pregnancy != c.pregnancy {
			t.Errorf("%q: age %d sex %d pregnancy %d, want %d %d %d", c.text, r.Age, r.Sex, r.Pregnancy, c.age, c.sex, c.pregnancy)
		}
	}
}

func TestSpans(t *testing.T) {
	r := NewReader(open(t), 1000)
	text := "Ménière, then pain in my chest and Paräesthesia."
	r.Read([]byte(text))
	var got []string
	for i := range r.N {
		got = append(got, text[r.Mentions[i].Start:r.Mentions[i].End])
	}
	if s := strings.Join(got, "|"); s != "pain in my chest|chest|Paräesthesia" {
		t.Error(s)
	}
	if r.Flags[0] != 0 {
		t.Error("flags", r.Flags[0])
	}
}

func TestLookUp(t *testing.T) {
	l := open(t)
	calf, leg, pain := l.Find("calf"), l.Find("leg"), l.Find("leg-pain")
	if calf < 0 || !l.Within(calf, leg) || l.Within(leg, calf) || l.Find("no-such") != -1 {
		t.Error("hierarchy of sites")
	}
	if string(l.Name(pain)) != "leg pain" || l.Kind(pain) != Symptom || len(l.Sites(pain)) != 1 || int(l.Broader(pain)[0]) != l.Find("pain") {
		t.Error("leg pain", string(l.Name(pain)), l.Sites(pain), l.Broader(pain))
	}
	if string(l.Name(l.Find("bladder-leak"))) != "loss of bladder control" {
		t.Error("name", string(l.Name(l.Find("bladder-leak"))))
	}
}

func TestSameBytes(t *testing.T) {
	if string(Compile(words)) != string(Compile(words)) {
		t.Error("two compilations of the same terms differ")
	}
}

// A damaged lexicon is refused, read as something else, or ends in a panic, which is a trap in the browser; it is not read for ever.
func TestDamaged(t *testing.T) {
	good := Compile(words)
	text := []byte("My left leg hurts when walking, no fever. PAD, red blood cells, chest pain for 3 days")
	for i := range good {
		for _, b := range []byte{255, good[i] + 1} {
			bad := append([]byte(nil), good...)
			bad[i] = b
			try(bad, text)
		}
		if try(good[:i], text) {
			t.Fatalf("a lexicon cut to %d bytes opens", i)
		}
	}
}

// try says whether a lexicon opens, and reads text with it.
func try(data, text []byte) (opened bool) {
	defer func() { _ = recover() }()
	l := &Lexicon{}
	if opened = l.Open(&bundle.Cursor{B: data}); opened {
		r := NewReader(l, 200)
		r.Read(text)
		for i := range r.N {
			l.Name(r.Mentions[i].Term)
			l.ID(r.Mentions[i].Term)
		}
	}
	return opened
}

func FuzzRead(f *testing.F) {
	l := open(f)
	for _, s := range []string{"no pain in both feet, since yesterday; 45-year-old", "can't t ' s don't", "pain if my mother's chest and/or", "a week. the 2 week old old"} {
		f.Add(s)
	}
	r, small := NewReader(l, 4000), NewReader(l, 8)
	f.Fuzz(func(t *testing.T, s string) {
		r.Read([]byte(s))
		for i := range r.N {
			m := &r.Mentions[i]
			if m.Start < 0 || m.End > len(s) || m.Start >= m.End || m.Term < 0 || m.Term >= l.Terms() || m.Hours < 0 {
				t.Fatalf("%q: mention %+v", s, m)
			}
		}
		before := show(r)
		r.Read([]byte(s))
		if show(r) != before {
			t.Fatalf("%q: a second reading differs", s)
		}
		small.Read([]byte(s))
	})
}
