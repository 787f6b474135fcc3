package extract

import "strings"

// allSites reports whether words are places and nothing else: "shoulder, and armpit".
func (r *reading) allSites(words []int) bool {
	for _, i := range words {
		if !r.startsSite(i) && !r.tok[i].is(clConj|clPunct|clDet) {
			return false
		}
	}
	return true
}

// felt reports whether a short phrase ends in a word for a feeling: "burning sensation".
func (r *reading) felt(words []int) bool {
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	switch r.tok[words[len(words)-1]].word {
	case "sensation", "sensations", "pain", "pains", "ache", "aches", "discomfort":
		return adjectival(r.tok[words[0]].word)
	}
	return altered[r.tok[words[0]].word] && r.onlySites(words[1], words[len(words)-1]+1) // "enlarged liver"
}

// altered are adjectives that make a symptom of a part of the body.
var altered = wordSet(`enlarged swollen weak stiff inflamed dry red itchy painful yellow yellowed blurred droopy drooping curved bulging sunken puffy pale tender sore tight crooked cloudy
	bloodshot watery cracked peeling hard clubbed misshapen deformed`)

// finding reports whether words are headed by a noun that names something felt or seen.
func (r *reading) finding(words []int) bool {
	for _, i := range words {
		if r.tok[i].is(clPrep | clRel) {
			break
		}
		w := r.tok[i].word
		if findings[w] || strings.HasSuffix(w, "ness") || strings.HasSuffix(w, "ache") || strings.HasSuffix(w, "aches") {
			return true
		}
	}
	return false
}

// headFinding reports whether the last noun of a short phrase names something felt or seen: "hearing loss", "problems with their teeth".
func (r *reading) headFinding(words []int) bool {
	k := 0
	for k < len(words) && !r.tok[words[k]].is(clPrep|clRel|clSub) {
		k++
	}
	if k == 0 || len(words) > 6 || len(words) < 2 || r.tok[words[0]].is(clNeg|clAux|clVerb) || k == 2 && (tooBroad[r.tok[words[0]].word] || vagueKinds[r.tok[words[0]].word] || heads[r.tok[words[0]].word]) {
		return false
	}
	w := r.tok[words[k-1]].word
	return losses[w] || strings.HasSuffix(w, "ness")
}

// vagueKinds say nothing of which problems are meant.
var vagueKinds = wordSet(`serious severe health medical various many mild minor additional significant future`)

var losses = wordSet(`loss trouble difficulty difficulties problems weakness swelling disturbances disturbance delays delay seizures stiffness fatigue rashes rash sores spasms
	tremors impairment disability disabilities abnormalities defects`)

// findings are nouns that head the name of a symptom or sign.
var findings = wordSet(`pain pains discomfort swelling loss lack growth pulse pulses problems problem trouble difficulty difficulties change changes sores wounds sore wound
	rash rashes blisters spots bumps lumps lump bleeding bruises bruising discharge fever chills cough sneezing vomiting nausea diarrhea diarrhoea cramps spasms
	twitching tremor tremors seizures seizure weakness movement movements speech vision hearing smell taste appetite sleep gait balance coordination memory confusion
	mood behavior behaviour anxiety irritability urine stool stools urination skin color colour redness itching burning tingling sensation sensations feeling feelings sensitivity
	stiffness reflexes infections infection attacks attack episodes fatigue weight gain headaches headache eyes breathing breath heartbeat heart pressure temperature
	sweating sweats thirst hunger periods period bloating gas gums teeth tongue voice hair nails inability delay delays disturbances disturbance abnormalities deformity
	enlargement tightness aching ulcers warts patches scars hoarseness palpitations constipation incontinence impotence dysfunction infertility paralysis numbing clumsiness`)
