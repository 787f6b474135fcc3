package check

import "strings"

// Classes of words: a bit for each of Lists.
const (
	denials       = 1 << iota // deny the next words
	small                     // may stand between the words of a phrase
	story                     // tell a story and no symptom
	family                    // a sentence about what runs in a family
	relatives                 // who may have had something
	befell                    // that they had it
	worries                   // why the reader speaks of them
	present                   // and that it is not now
	speaker                   // the reader
	professionals             // who speak in a copied conversation
	callers                   // and whom they speak with
	owns                      // a sentence with these is no advice
	urges                     // advice
	conditions                // on what
)

// Lists are the words of each class; each word ends in a space. The rules part carries their hashes.
var Lists = [...]string{
	"no not can cannot cant without never none nothing isn hasn haven hadn doesn don didn won wouldn couldn wasn stopped unable barely hardly less fewer lost ",
	"a an the my his her our their your its i he she it they we you is are was were be been being am has have had s m d ll re ve feel feels felt feeling " +
		"seem seems look looks looking like really very so quite pretty kind kinda sort of bit little just still also all super totally get gets got getting to up in on at and or " +
		"now that this some has when too even me us him ",
	"year years old male female man woman boy girl history presents presented presenting patient patients complaint complaints chief complain complaining complains report reports " +
		"reported past last day days week weeks month months ago noticed notice started starts start since associated normal examination exam physical office emergency department room doctor doctors " +
		"brought mother father physician family time times mr mrs which recently recent several one two three four five six seven eight nine ten per mentions describes described visit clinic evaluation " +
		"symptom symptoms medication medications taking take took not no other first onset hour hours morning months years today otherwise healthy does did do found denies department well of in on to and or with by for you your can may it at from as into " +
		"when that this his her he she him my me i their they there these those some any very more most such than then them about during after while before because if but so what how who i'm ive the a an is are was were be been has have had " +
		"also could would should will just like get gets getting got go going goes went am do don dont does think know said says tell told help please hi hello hey question thanks worried people person condition disease disorder cause causes caused common called include includes including ",
	"history family hereditary died ",
	"mother father mum mom mam dad brother sister aunt uncle gran nan grandma grandpa grandad granddad grandmother grandfather cousin nephew niece husband wife partner friend neighbor " +
		"neighbour colleague woman man lady guy classmate boy girl son daughter ",
	"had has died lost got went having with ",
	"worry worried worries worrying scared afraid terrified paranoid frightened anxious nervous fear fears fret spin awake hence googled read rattled panicking ",
	"now today tonight ago ",
	"i ",
	"clinician doctor dr nurse pharmacist therapist provider gp midwife paramedic doc physician ",
	"patient parent me mum mom dad friend caller pt ",
	"i my me we our should ",
	"call seek return contact visit recheck emergency urgent er ed 911 999 watch monitor hospital advised help ",
	"if for when unless ",
}

// Narrative says that a folded word tells a story and no symptom: "presented", "years", "doctor".
func Narrative(w string) bool { return strings.Contains(" "+Lists[2], " "+w+" ") }

// class is the classes of a folded word.
func (k *book) class(w []byte) int32 {
	return max(0, k.words.Find(Hash(w)))
}
