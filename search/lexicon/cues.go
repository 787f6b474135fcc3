package lexicon

// Cues are the phrases that say how a term is meant, after ConText (Harkema et al., 2009): what they do, and how far.
const (
	cueNothing  = iota // holds a cue and means none: "you may have"
	cueNo              // denies what follows
	cueNoBefore        // denies what stands before: "was ruled out"
	cueNotNo           // looks like a denial and is none: "no change in", "not only"
	cueMaybe           // doubts what follows
	cueMaybeBefore
	cueIf   // what follows has not happened: "if you have", "risk of"
	cuePast // what follows is over
	cuePastBefore
	cueOther    // what follows is about someone else
	cueEnd      // a denial stops here: "but"
	cueWorse    // what follows makes it worse
	cueRelief   // what follows eases it
	cueNoRelief // what follows does not ease it
	cueBringsOn // what stands before brings it on
	cueWhen     // what follows brings it on: "every time I"
	cueIt       // a new statement about the writer: "I have"
	cueSuch     // takes a denial back: "never had a headache like this"
	cues
)

var cueList = []struct {
	kind  int
	forms string
}{
	{cueNo, "no|not|w o|denies|denied|deny|denying|without|never|absence of|absent|negative for|neg for|free of|lack of|lacks|lacking|no evidence of|no sign of|no signs of|no history of|" +
		"fails to reveal|failed to reveal|not consistent with|not compatible with|not suggestive of|low suspicion for|negative for|nor|neither|no longer|never had|non|doubt|clear of|resolved|without any|not had any|no known|unremarkable for|" +
		"rather than|instead of|declines|declined|no complaints of|did not have|none of|nil|hasn t had|stopped having|has not had|to exclude"},
	{cueNoBefore, "ruled out|is ruled out|was ruled out|were ruled out|are ruled out|been ruled out|is absent|are absent|was absent|were absent|was negative|were negative|is negative|are negative|was denied|" +
		"were denied|not present|not seen|not found|not noted|not identified|not detected|not observed|not appreciated|not evident|not visualized|not visible|not demonstrated|not reported|free|none|" +
		"has resolved|have resolved|is resolved|was excluded|were excluded|unlikely|has gone away|have gone away|is gone now|are gone now|has completely gone|have completely gone|has gone now|have gone now|has disappeared|have disappeared|has cleared up|have cleared up|went away completely"},
	{cueNotNo, "no change|no changes|no significant change|no interval change|no increase|no further|not only|not just|not merely|not simply|not necessarily|no matter|no doubt|no wonder|gram negative|" +
		"" +
		"not know|not known if|no idea|never felt so|never had such|never had so|never experienced such|never felt such|never felt this|never known|" +
		"not able|not been able|not cannot|not drain|not rule out|not ruled out|not been ruled out|not be ruled out|not exclude|not excluded|not be excluded|cannot rule out|cannot exclude|" +
		"cannot be excluded|cannot be ruled out|can not be excluded|not well|not feel well|not feel good|not feel right|not feeling well|not been feeling well|not right|not normal|not as|without warning|" +
		"without a reason|without reason|no reason|for no reason|without cause|without treatment|if not treated|not treated|not until|not all|not always|not every|not everyone|not too|not very|not enough|" +
		"not stand|not take|not tolerate|not due|no cause|no more than|no less than|not long|not long ago|no one|no problem|no cure|no treatment|cannot stop|not sleeping|without help|without assistance|no sooner|not yet"},
	{cueNothing, "you may have|you may be|you might|you could have|you could be|people may have|people might|patients may have|they may have|they might|child may have|children may have|who may have"},
	{cueMaybe, "not sure|not certain|not sure if|not sure whether|unsure if|unsure whether|could it be|might it be|can it be|possible|possibly|probable|probably|perhaps|maybe|suspect|suspected|suspects|suspicious for|suspicion of|might|may have|may be|could be|could have|might be|might have|question of|questionable|" +
		"likely|concern for|concerning for|rule out|r o|evaluate for|evaluation for|versus|vs|presumed|presumably|appears to have|differential|consider|considered|think i have|worried about|afraid of|scared of"},
	{cueMaybeBefore, "is possible|are possible|is suspected|was suspected|not ruled out|cannot be excluded|cannot be ruled out|not excluded|is likely|is probable|is questionable|has not been ruled out|could not be excluded"},
	{cueIf, "if|if you|if there is|if there are|in case|in case of|should you|should he|should she|risk of|at risk of|at risk for|risk for|return for|call for|watch for|look out for|monitor for|" +
		"as needed for|prn for|prn|to prevent|prevention of|prevent|prophylaxis|screening for|to avoid|avoid|instructed to|precautions|warning signs|what if|worry about|to rule out|can cause|could lead to|may cause|may lead to"},
	{cuePast, "history of|h o|hx of|past history of|past medical history|medical history|previous|previously|prior|status post|s p|in the past|used to have|used to get|had a history of|known history of|childhood|former|years ago i had"},
	{cuePastBefore, "years ago|year ago|in the past|last year|as a child|as a baby|in childhood|when i was a child|when i was young|when i was younger|when i was little|when i was a kid|when i was a baby|when he was a baby|when she was a baby|when he was young|when she was young|decades ago|months ago"},
	{cueOther, "mother|father|mom|mum|dad|brother|brothers|sister|sisters|aunt|uncle|grandmother|grandfather|grandma|grandpa|cousin|husband|wife|spouse|partner|girlfriend|boyfriend|friend|roommate|coworker|" +
		"colleague|neighbor|family history|family history of|family hx|fh|runs in the family|runs in my family|relative|relatives|parents|mothers|grandparents|classmate|classmates|flatmate"},
	{cueEnd, "but|however|although|though|except|except for|apart from|aside from|besides|other than|because|because of|due to|secondary to|still|yet|nevertheless|presents with|presented with|presenting with|presents|presented|" +
		"reports|reported|complains of|complained of|complaining of|complains|admits|admitted|states|stated|noted to have|found to have|was found|developed|has developed|which|who has|and has|and had|and is|and was|and have|until|then|" +
		"now|whereas|while|as well as|as if|as though|resulting in|caused by|cause of|as a cause of|reason for|etiology of|positive for|significant for|remarkable for|notable for|started|began|started on|treated with|treated|given|only|just|" +
		"in addition to|instead|therefore|so|since|to suggest|for which|requiring|showed|shows|revealed|reveals|demonstrated|demonstrates|consistent with|compatible with|currently|experiencing"},
	{cueWorse, "worse|worse with|worse when|gets worse|made worse by|aggravated|aggravated by|aggravates|exacerbated|exacerbated by|exacerbates|worst|increases with|increased by|increases|intensifies"},
	{cueRelief, "gone within|gone in|gone after|gone once|gone when|gone as soon as|fine within|fine once|fine when|fine after|fine as soon as|clears up with|relief|relieved|relieved by|better|eased|eases|helps|helped|helped by|help|improves|improved|improve|improves with|goes away|go away|going away|went away|gone away|subsides|subside|alleviated|alleviated by|alleviates|" +
		"disappears|disappear|stops when|stops if|stops after|stops once|stops with|stops within|stops as soon as|stops on|stops at|stops by|stops it|stops the|stops my|stops this|settles|resolves|resolve|resolves with|soothed|lessens|lessened|reduced by|reduces|wears off|recovers|fades"},
	{cueNoRelief, "no better|not better|no relief|without relief|no improvement|not improve|not improving|not improved|not go away|not going away|not gone away|not get better|not getting better|not help|not eased|" +
		"not relieved|not resolve|not resolved|not subside|not respond|not responded|not stop|not stopped|not stopping|no help|not helped|not improve with|not better with|never goes away|not fade|persists"},
	{cueBringsOn, "brings it on|brings on|bring on|bring it on|brings them on|sets it off|triggers it|triggers|trigger|causes|provokes|brought on|triggered|provoked|precipitated|caused|induced"},
	{cueWhen, "minutes of|minute of|hours of|hour of|miles of|mile of|steps of|metres of|meters of|yards of|blocks of|every time|each time|any time|as soon as|if i|in response to|on"},
	{cueSuch, "only when|only if|only after|only with|only on|except when|except if|except after|unless|until i|like this|like that|this bad|so bad|as bad|this severe|this strong|this much|this badly|such a|such bad|such an|as this"},
	{cueIt, "i have|i ve|i had|i am|i m|i feel|i get|i got|i also|he has|she has|he had|she had|there is|there are|there was|it is|it feels|it hurts|i was|i do|i did|i keep"},
}
