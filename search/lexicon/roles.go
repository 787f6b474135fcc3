package lexicon

import "signpost/search/text"

// Roles that a word such as "walking" or "rest" has in a sentence.
const (
	roleNone = iota
	roleTrigger
	roleWith // after "with", which may as well join another finding
	roleWorse
	roleRelief
	roleNoRelief
	roleGone // the mention is left out of the result
)

// roles decides what triggers and reliefs do in their sentence, and drops the readings of the same words that do not fit.
func (r *Reader) roles() {
	role := uint8(roleNone)
	n := 0
	for i := 0; i < r.Words.N; i++ {
		if r.Words.Tokens[i].Break == text.Sentence {
			role = roleNone
		}
		switch r.cue[i] {
		case cueWorse:
			role = roleWorse
		case cueRelief:
			role = roleRelief
		case cueNoRelief:
			role = roleNoRelief
		case cueEnd:
			role = roleNone
		case cueIt:
			if i > 0 && (r.Words.Tokens[i].Break != text.None || r.class[i-1]&list != 0) { // not in "after I have walked"
				role = roleNone
			}
		case cueBringsOn:
			role = roleTrigger
		case cueWhen, cueIf: // "it hurts if I walk"
			if role == roleNone {
				role = roleTrigger
			}
		}
		if r.class[i]&lead != 0 && r.used[i] == 0 && (role == roleNone || role == roleWith || r.Words.Tokens[i].Break != text.None) {
			role = roleTrigger
			if r.class[i]&drop != 0 && r.class[i]&skip != 0 && len(r.Words.Word(i)) == 4 && r.Words.Word(i)[2] == 't' { // with
				role = roleWith
			}
		}
		for n < r.N && r.Mentions[n].First == i {
			end := n + 1
			for end < r.N && r.Mentions[end].more {
				end++
			}
			if r.assign(n, end, role) {
				role = roleNone
			}
			n = end
		}
	}
}

// assign gives the mentions n..end, which are the same words, their role; it says whether a finding stands there.
func (r *Reader) assign(n, end int, role uint8) bool {
	trigger, relief, found := -1, -1, false
	for k := n; k < end; k++ {
		switch r.Mentions[k].Kind {
		case Trigger:
			trigger = k
		case Relief:
			relief = k
		case Condition, Symptom:
			found = true
		}
	}
	if trigger < 0 && relief < 0 {
		return found
	}
	if role == roleNone && !found {
		role = r.roleAfter(r.Mentions[n].Last + 1)
	}
	if found && (role == roleNone || role == roleWith) {
		r.drop(trigger)
		r.drop(relief)
		return true
	}
	switch role {
	case roleRelief, roleNoRelief:
		if relief >= 0 {
			r.drop(trigger)
			r.Mentions[relief].role = role
			if role == roleNoRelief {
				r.Mentions[relief].Negated = true
			} else {
				r.Mentions[relief].Negated = false
			}
		}
	case roleTrigger, roleWith, roleWorse:
		if trigger >= 0 {
			r.drop(relief)
			r.Mentions[trigger].role = role
		}
	default:
		if trigger >= 0 {
			r.drop(relief)
		}
	}
	chosen := trigger >= 0 && r.Mentions[trigger].role != roleNone && r.Mentions[trigger].role != roleGone ||
		relief >= 0 && r.Mentions[relief].role != roleNone && r.Mentions[relief].role != roleGone
	if found && !chosen {
		r.drop(trigger)
		r.drop(relief)
		return true
	}
	for k := n; k < end && found; k++ {
		if r.Mentions[k].finding() {
			r.drop(k)
		}
	}
	return false
}

func (r *Reader) drop(n int) {
	if n >= 0 {
		r.Mentions[n].role = roleGone
	}
}

// roleAfter is the role that the words after i give to what stands before them: "walking makes it worse", "rest often helps". Only
// small words, verbs of being and a finding may stand between; "that helps" speaks of something else.
func (r *Reader) roleAfter(i int) uint8 {
	for j := i; j < i+6 && j < r.Words.N; j++ {
		if r.Words.Tokens[j].Break > text.Comma || r.class[j]&lead != 0 {
			return roleNone
		}
		switch r.cue[j] {
		case cueWorse:
			return roleWorse
		case cueRelief:
			return roleRelief
		case cueNoRelief:
			return roleNoRelief
		case cueBringsOn:
			return roleTrigger
		}
		if r.used[j] == 0 && r.cue[j] == 0 && r.class[j]&(skip|verb|list) == 0 || r.isThat(j) {
			return roleNone
		}
	}
	return roleNone
}

// isThat says that token i is "that" or "which".
func (r *Reader) isThat(i int) bool {
	w := r.Words.Word(i)
	return len(w) == 4 && w[0] == 't' && w[2] == 'a' || len(w) == 5 && w[1] == 'h' && w[3] == 'c'
}
