package extract

import (
	"signpost/search/page"
)

// qualifiers gathers what stands between tokens from and to: the lexicon's qualifiers of the findings there, and sites, side and severity,
// which need no finding of the vocabulary.
func (r *reading) qualifiers(from, to int) page.Qualifiers {
	var q page.Qualifiers
	for i := range r.terms {
		m := &r.terms[i]
		if m.from < from || m.to > to {
			continue
		}
		switch m.kind {
		case "symptom":
			joinQualifiers(&q, m.q)
		case "site":
			if !tissue[m.id] {
				q.Site = addOnce(q.Site, m.id)
			}
		case "side":
			if q.Side == "" {
				q.Side = m.id
			}
		case "severity":
			if q.Severity == "" {
				q.Severity = m.id
			}
		}
	}
	return q
}

// qualifiersOf are the qualifiers of one finding: the lexicon's, and the sites and side that follow it in its clause.
func (r *reading) qualifiersOf(m *mention, to int) page.Qualifiers {
	var q page.Qualifiers
	joinQualifiers(&q, m.q)
	for i := range r.terms {
		o := &r.terms[i]
		if o.from < m.from || o.to > to {
			continue
		}
		if o.kind == "site" && !tissue[o.id] {
			q.Site = addOnce(q.Site, o.id)
		} else if o.kind == "side" && q.Side == "" {
			q.Side = o.id
		}
	}
	return q
}

func addOnce(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// sitesIn states the places and sides that a symptom phrase names.
func (x *extraction) sitesIn(r *reading, from, to int, about []*subject) {
	for i := range r.terms {
		m := &r.terms[i]
		if m.from < from || m.to > to || m.denied {
			continue
		}
		switch m.kind {
		case "site":
			if m.from > 1 && r.tok[m.from-1].is(clDet) && r.tok[m.from-2].is(clRel) {
				continue // "signals that the brain interprets"
			}
			if !tissue[m.id] {
				x.state(r, claim{slot: page.SlotSite, value: r.siteWords(m), term: m.id, about: about, from: m.from, to: m.to})
			}
		case "side":
			x.state(r, claim{slot: page.SlotSide, value: r.text(r.sideWords(m)), term: m.id, about: about, from: m.from, to: m.to})
		}
	}
}

// siteWords name a place: the vocabulary's word for its plural ("legs" is "leg"), the document's own for another word ("upper abdomen").
func (r *reading) siteWords(m *mention) string {
	own := r.text(span(m.from, m.to))
	if m.to-m.from == 1 || m.to-m.from > 3 || stemKey(own) == stemKey(m.name) {
		return m.name
	}
	return own
}

// sideWords are the words of a side with the part of the body it is said of: "both legs".
func (r *reading) sideWords(m *mention) []int {
	to := m.to
	for i := range r.terms {
		if s := &r.terms[i]; s.kind == "site" && s.from == to {
			to = s.to
		}
	}
	return span(m.from, to)
}

// tissue are the vocabulary's sites that are everywhere in the body: no place to feel something.
var tissue = wordSet(`nerve nerves peripheral-nerves muscle muscles tissue blood-vessel blood-vessels artery arteries vein veins blood bone body skin-surface`)

// hedge gives the word between two tokens that says how often.
func (r *reading) hedge(from, to int) string {
	for i := max(0, from); i < to && i < len(r.tok); i++ {
		if _, ok := frequencies[r.tok[i].word]; ok && r.tok[i].is(clHedge) {
			return r.tok[i].word
		}
		if r.tok[i].word == "some" && i+1 < to && r.tok[i+1].word == "people" || r.tok[i].word == "most" && i+1 < to && r.tok[i+1].word == "people" || r.tok[i].word == "many" && i+1 < to && r.tok[i+1].word == "people" {
			return r.tok[i].word + " people"
		}
	}
	return ""
}

// frequencies maps a hedge to the class of the Human Phenotype Ontology; "may" and "can" are no frequency (domain notes after
// Mosteller and Youtz 1990).
var frequencies = map[string]string{
	"always": "obligate", "usually": "frequent", "typically": "frequent", "often": "frequent", "commonly": "frequent", "frequently": "frequent",
	"generally": "frequent", "mostly": "frequent", "mainly": "frequent", "normally": "frequent", "most people": "frequent", "many people": "frequent",
	"sometimes": "occasional", "occasionally": "occasional", "some people": "occasional", "rarely": "very-rare", "seldom": "very-rare", "never": "excluded",
}

func frequencyOf(hedge string) string { return frequencies[hedge] }
