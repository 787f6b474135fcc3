package query

import "signpost/search/text"

// StopWords carry no meaning in a question; they are left out of text and of names that have other words.
const StopWords = "a about above after again against all also am an and any are as at be because been before being below between both but by can cannot could did do does doing don during each either etc few for from further get got had has have having he her here hers herself him himself his how however i if im in include included includes including into is it its itself just ll like m many may me might more most much must my myself no nor not of off often on once one only or other others our ours ourselves out over own re s same several she should so some such t than that the their theirs them themselves then there these they this those three through thus to too two under until up upon us use used using usually ve very was we well were what when where which while who whom whose why will with within without would you your yours yourself yourselves " +
	"thank thanks please hello hi hey dear sir madam regards sincerely ask asking question questions answer answers info information informations know knowing need needs want wants wanted wondering wonder help tell told let find found look looking read reading reference references regarding concerning say said says think thought see seen seeing go going gone come make made give given take taking took try tried trying really getting able something anything someone thing things way possible recently already still now ago day days week weeks month months year years old name best good lot kind happen happened happening occur occurs general health medical medicine doctor doctors dr "

// genericStems say little of which page is meant, however rare they are.
const genericStems = "symptom sign treatment treat cure therap diagnos test exam prevent effect side risk drug medic medicin medicat pill dose problem diseas disord syndrom condit infect patient suffer affect exper relat type chronic sever acut level high low common normal specif result issu includ need possibl prescrib posit neg daughter son mother father wife husband male femal man woman child adult famil person blood suppli "

// askingWords open a question.
const askingWords = "what whats how is are am do does did can could should would will which who why when where "

// Lists are the words that a thesaurus begins with, in order. [build]
var Lists = [...]string{StopWords, genericStems, askingWords}

// Generic says that a stem tells little of which page is meant. [build]
func Generic(stem []byte) bool { return text.Listed(stem, genericStems) }

// Stop says that a folded word carries no meaning of its own. [build]
func Stop(word []byte) bool { return text.Listed(word, StopWords) }
