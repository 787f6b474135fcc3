package lexicon

// Classes of grammar words: the small words that hold a sentence together. The compiler numbers these words first.
const (
	skip    = 1 << iota // may stand between the words of a term: "shortness of my breath"
	drop                // and is left out of a term's own words
	prep                // leads to a site: "pain in the leg"
	list                // joins a list
	me                  // the writer
	they                // someone else
	verb                // of being, having, feeling, doing: a new statement may have begun
	lead                // before what brings a symptom on: when, after, with
	number              // has a value
	unit                // of time; its value is a number of the unit constants
	since               // before how long it has lasted
	notLong             // before a time that is not how long the illness has lasted: within, after, every
	ago
	old
	male
	female
	he
	she
	refer // stands for what was named before: it, they
)

// Values of units of time.
const (
	second = iota
	minute
	hour
	day
	week
	fortnight
	month
	year
	decade
	yesterday
	today
)

type grammarWord struct {
	class uint32
	value int
	words string // spellings and inflections that count as the same word
}

var grammar = []grammarWord{
	{skip | drop, 0, "a an"},
	{skip | drop, 0, "the"},
	{skip | drop | refer, 0, "these those that"},
	{skip | drop | refer, 0, "this"},
	{skip | drop | me, 0, "my mine our"},
	{skip | drop, 0, "your its"},
	{skip | drop | they | he, 0, "his"},
	{skip | drop | they | she, 0, "her"},
	{skip | drop | they, 0, "their"},
	{skip | drop | me, 0, "i we im ive"},
	{skip | drop, 0, "me us"},
	{skip | drop | refer, 0, "it"},
	{skip | drop, 0, "you them there him"},
	{skip | drop | they | he, 0, "he"},
	{skip | drop | they | she, 0, "she"},
	{skip | drop | they | refer, 0, "they"},
	{skip | drop, 0, "who which what"},
	{skip | drop, 0, "m ve re ll"},
	{skip, 0, "d"},
	{skip | drop | verb, 0, "is are was were be am"},
	{skip | drop | verb, 0, "been being"},
	{skip | drop | verb, 0, "have has had having"},
	{skip | verb, 0, "feel feels felt feeling feelings"},
	{skip | verb, 0, "get gets getting got gotten"},
	{skip | verb, 0, "become becomes becoming became"},
	{skip | verb, 0, "go goes going went gone"},
	{skip, 0, "very really so quite extremely rather pretty incredibly absolutely too much just"},
	{skip, 0, "slightly somewhat"},
	{skip, 0, "more"},
	{skip, 0, "most"},
	{skip, 0, "even"},
	{skip, 0, "bit"},
	{skip, 0, "little"},
	{skip, 0, "lot lots loads"},
	{skip, 0, "some any"},
	{skip, 0, "all"},
	{skip, 0, "kind sort"},
	{skip, 0, "also"},
	{skip, 0, "still"},
	{skip, 0, "always"},
	{skip, 0, "constantly"},
	{skip, 0, "completely totally"},
	{skip, 0, "sensation sensations sense"},
	{skip, 0, "like"},
	{verb, 0, "do does did doing"},
	{verb, 0, "make makes made making"},
	{verb, 0, "can"},
	{verb, 0, "could"},
	{verb, 0, "may"},
	{verb, 0, "might"},
	{verb, 0, "will would"},
	{verb, 0, "hurt hurts"},
	{verb, 0, "ache aches"},
	{verb, 0, "keep keeps kept"},
	{verb, 0, "started starts began begins start"},
	{skip | drop | prep, 0, "of"},
	{skip | drop | prep, 0, "in inside"},
	{skip | drop | prep, 0, "into"},
	{skip | drop | prep, 0, "on onto"},
	{skip | drop | prep, 0, "to"},
	{skip | drop | prep, 0, "at"},
	{skip | drop | prep, 0, "from"},
	{skip | drop | prep, 0, "around"},
	{prep, 0, "over"},
	{prep, 0, "across along through throughout"},
	{prep, 0, "behind"},
	{prep, 0, "under underneath"},
	{prep, 0, "below"},
	{prep, 0, "above"},
	{prep, 0, "near"},
	{prep, 0, "between"},
	{prep, 0, "up"},
	{prep, 0, "down"},
	{prep, 0, "affecting involving"},
	{skip | drop | lead, 0, "with"},
	{skip | drop | lead, 0, "by"},
	{skip | drop | since, 0, "for"},
	{skip | drop, 0, "as than"},
	{skip | drop | lead, 0, "when whenever"},
	{skip | drop | lead, 0, "while"},
	{lead, 0, "during"},
	{lead, 0, "upon"},
	{lead | notLong, 0, "after"},
	{lead | notLong, 0, "following"},
	{lead, 0, "before"},
	{list, 0, "and"},
	{list, 0, "or"},
	{list, 0, "nor"},
	{number, 1, "one"},
	{number, 2, "two"},
	{number, 2, "couple"},
	{number, 3, "three"},
	{number, 3, "few"},
	{number, 4, "four"},
	{number, 4, "several"},
	{number, 5, "five"},
	{number, 6, "six"},
	{number, 7, "seven"},
	{number, 8, "eight"},
	{number, 9, "nine"},
	{number, 10, "ten"},
	{number, 11, "eleven"},
	{number, 12, "twelve"},
	{number, 15, "fifteen"},
	{number, 20, "twenty"},
	{number, 30, "thirty"},
	{number, 40, "forty"},
	{number, 50, "fifty"},
	{number, 60, "sixty"},
	{number, 70, "seventy"},
	{number, 80, "eighty"},
	{number, 90, "ninety"},
	{unit, second, "second seconds sec secs"},
	{unit, minute, "minute minutes min mins"},
	{unit, hour, "hour hours hr hrs"},
	{unit, day, "day days"},
	{unit, day, "night nights"},
	{unit, week, "week weeks wk wks"},
	{unit, fortnight, "fortnight"},
	{unit, month, "month months mo mos mth mths"},
	{unit, year, "year years yr yrs"},
	{unit, decade, "decade decades"},
	{unit, yesterday, "yesterday"},
	{unit, today, "today tonight"},
	{since, 0, "since"},
	{since | number, 1, "past"},
	{since | number, 1, "last"},
	{notLong, 0, "every"},
	{notLong, 0, "each"},
	{notLong, 0, "per"},
	{notLong, 0, "within"},
	{notLong, 0, "until"},
	{notLong, 0, "lasting lasts lasted"},
	{ago, 0, "ago"},
	{old, 0, "old"},
	{old, 0, "yo"},
	{old, 0, "aged"},
	{old, 0, "age"},
	{male, 0, "man male boy gentleman guy men males boys"},
	{he, 0, "son grandson husband father dad grandfather"},
	{she, 0, "daughter granddaughter wife mother mum mom grandmother"},
	{female, 0, "woman female girl lady women females girls"},
	{0, 0, "not dont doesnt didnt isnt wasnt arent werent hasnt havent hadnt wont wouldnt shouldnt aint don doesn didn isn wasn aren weren hasn haven hadn won wouldn shouldn"},
	{0, 0, "cannot cant couldnt unable couldn"},
	{0, 0, "no"},
	{0, 0, "t"},
	{0, 0, "able"},
	{0, 0, "sores"}, // not "sore"
	{0, 0, "runs"},
	{0, 0, "fits"},
	{0, 0, "tears"},
	{0, 0, "teething"},
	{0, 0, "fasting"},
	{0, 0, "typing"},
	{0, 0, "panting"},
	{0, 0, "pacing"},
	{0, 0, "boiling"},
	{0, 0, "expecting"},
	{0, 0, "fitting"},
	{0, 0, "spotting"},
	{0, 0, "boiled"},
	{0, 0, "screening"},
	{0, 0, "training"},
}

// alike groups words that the stemmer keeps apart though terms use them for the same thing.
var alike = []string{
	"swell swollen swelling swelled swells swolen swollon", "itch itchy itchiness itching", "pain painful pains painfully", "dizzy dizziness dizzyness dizy",
	"bleed bled bleeding bleeds bleding", "blood bloody", "nausea nauseous nauseated nauseating queasy queasiness nauseas nautious nauseus nausia", "fever feverish febrile feverishness fevers",
	"foot feet", "tooth teeth", "puffy puffiness", "sleepy sleepiness", "clumsy clumsiness", "unsteady unsteadiness", "restless restlessness", "breathless breathlessness", "dehydrate dehydrated dehydration", "nervous nervousness", "sad sadness", "hopeless hopelessness", "warm warmth warmer", "loosening loosen loosens", "paresthesia paresthesias", "congest congested congestion", "discharge discharges", "obese obesity", "fracture fractured", "dislocate dislocated dislocation", "drowsy drowsiness", "abdomen abdominal belly tummy", "breathe breathing breath breaths breating breth",
	"thirst thirsty", "hunger hungry", "lose loses", "lost loss losing losses", "difficulty difficult difficulties trouble troubles hard struggle struggling struggles problems problem",
	"vomit vomiting vomited vomits vomitting vomitted", "urine urinary", "urinate urinating urination urinated urinates pee peeing peed wee weeing",
	"stool stools faeces feces fecal faecal poo poop poops pooing pooping", "menstruate menstrual menstruation menses",
	"vagina vaginal", "rectum rectal", "anus anal", "nose nasal nostril nostrils", "testicle testicles testicular testis testes", "scrotum scrotal", "penis penile",
	"pelvis pelvic", "face facial", "muscle muscles muscular", "paralyse paralysed paralysis paralyzed paralyze", "convulsion convulsions convulsing",
	"blur blurry blurred blurring", "weak weakness weakened weaker weekness", "lethargy lethargic", "constipation constipated", "inflammation inflammatory",
	"infect infected infection infections", "hoarse hoarseness", "pale paleness pallor pallid", "sweat sweaty sweating sweats sweated", "shaky shakiness shaking shake shakes",
	"bruise bruised bruising bruises", "bloat bloated bloating", "discolor discolored discoloration", "lump lumps lumpy", "faint fainting fainted faints",
	"cramp cramps cramping crampy", "ache aching aches achy ached", "numb numbness numbed numness", "tingle tingling tingly tingles tingeling tinglling", "burn burning burns burnt",
	"stiff stiffness stiffer", "sore soreness", "tender tenderness", "red redness reddened", "tight tightness tightening", "heavy heaviness", "anxious anxiety",
	"irritable irritability", "confuse confused confusion", "tired tiredness tiring", "forget forgetful forgetfulness forgetting", "hear hearing", "see seeing sight vision",
	"swallow swallowing swallows swallowed", "walk walking walked walks", "run running", "stand standing", "sit sitting seated", "lie lying", "eat eating ate eats", "sleep sleeping slept asleep",
	"speak speaking speech speaks talk talking", "wake waking woke woken wakes awake", "wheeze wheezing wheezy wheezes", "cough coughing coughs coughed", "sneeze sneezing sneezes",
	"droop drooping droopy drooped droops", "slur slurred slurring", "heart cardiac", "kidney renal", "liver hepatic", "lung pulmonary lungs", "eye eyes ocular", "toe toes",
	"ankle ankles", "calf calves calfs", "thigh thighs", "bone bones bony", "joint joints", "leg legs", "arm arms", "hand hands", "finger fingers", "knee knees", "hip hips",
	"extremity extremities", "artery arteries arterial", "vein veins venous", "vertebra vertebrae vertebral", "spine spinal", "nerve nerves", "throb throbbing throbs",
	"prickle prickling prickly prickles", "jump jumping jumps jumped", "bend bending bent bends", "lean leaning leans", "exercise exercising exercises exercised", "limp limping limps",
	"fall falling falls fell fallen", "gum gums", "lip lips", "crawl crawling crawly", "cold colder", "collapse collapsed collapsing", "chest thoracic thorax",
	"worsen worsens worsening worsened", "relief relieve relieves relieved relieving", "ease eases eased easing", "die died dies dying death", "pus purulent",
	"tremble trembling trembles", "bite bites bitten bit", "sting stings stung stinging", "scale scaly scaling scales", "peel peeling peels", "crack cracked cracking",
	"thin thinning", "grow growing grew grows", "stomach stomachs stomache", "choke choking choked", "pass passing passed passes", "throw throwing threw thrown throws",
	"black blackened blackening", "turn turning turned turns", "lift lifting lifted", "climb climbing climbed", "drip dripping", "leak leaking leaks leaked leakage", "wet wetting",
	// common misspellings
	"diarrhea diarhea diarrea diahrea diareah diarrheoa", "headache headach headace", "temperature temprature temperture", "tongue tounge", "throat thoat",
	"shoulder sholder", "asthma athsma asma", "pneumonia pnemonia neumonia", "migraine migrane", "seizure siezure seisure", "hemorrhoid hemorroid hemmorhoid",
	"diabetes diabetis diabeties", "anxiety anxity", "fatigue fatige", "heart hart", "pressure presure", "muscle mucsle muscel", "cholesterol cholestrol",
}
