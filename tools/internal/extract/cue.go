package extract

import (
	"strings"
)

// cue is a sequence of words that says how what stands left of it and right of it belong together.
type cue struct {
	kind     cueKind
	from, to int // tokens
}

type cueKind int32

const (
	cueNone       cueKind = iota
	cueCauses             // left brings about right
	cueCausedBy           // left is brought about by right
	cueFeels              // left (people) feel right
	cueMarked             // left is marked by right
	cueSignOf             // left is a sign of right
	cueKnownAs            // left is also called right
	cueTreatedBy          // left is treated with right
	cueTreats             // left eases right
	cueAdvised            // left is advised
	cueAdvises            // somebody advises right
	cuePrevents           // left prevents right
	cueRiskIf             // more at risk: right says who
	cueRaisesRisk         // left raises the risk of right
	cueAmong              // right says who has it
	cueWorse              // right makes it worse
	cueMakesWorse         // left makes it worse
	cueEases              // right relieves it
	cueTriggered          // right brings it on
	cueAffects            // right is a place
	cueBegins             // right says when or where it starts
	cueLasts              // the clause says how it goes on
	cueNarrows            // left does something to a part of the body: the clause is mechanism
	cueSeek               // tells the reader to get help
	cueEmergency          // tells the reader to get help at once
)

// cueWords lists the cues. "|" separates alternatives.
var cueWords = map[cueKind]string{
	cueCauses: `cause|causes|caused|causing|can cause|may cause|lead to|leads to|led to|leading to|result in|results in|resulting in|produce|produces|producing|
		create|creates|creating|bring about|brings about|give rise to|gives rise to|trigger|triggers|triggering|contribute to|contributes to|responsible for|
		set off|sets off|bring on|brings on|provoke|provokes|sends|send|manifests as|manifest as|show up as|shows up as|is why`,
	cueCausedBy: `caused by|is due to|are due to|be due to|due to|because of|as a result of|the result of|result from|results from|resulting from|resulted from|
		brought on by|brought about by|stem from|stems from|arise from|arises from|comes from|come from|result when|results when|caused when|occurs when|occur when|happens when|
		happen when|develops when|develop when|occurs because|happens because|linked to|triggered by|get it from|get it by|get it through|get it when|catch it from|catch it by|inflamed from|injured from|spread by|spread through|spreads by|spreads through|spread during|transmitted by|transmitted through|passed through|passed on through|caught from|develops from|develop from|by infection with|compromised by|compressed by|irritated by|damaged by|pinched by|injured by|squeezed by|infected by|infected through|infected when|infected if|in response to|as a response to`,
	cueFeels: `may have|might have|can have|will have|often have|also have|may also have|usually have|you have|have|has|had|may feel|feel|feels|may experience|experience|experiences|
		experiencing|show|shows|show signs of|shows signs of|exhibit|exhibits|display|displays|may notice|notice|notices|suffer from|suffers from|complain of|complains of|report|reports|may develop|develop|develops|may become|become|becomes|get`,
	cueMarked: `characterized by|characterised by|marked by|accompanied by|along with|presents with|present with|signaled by|manifested by|seen as|
		followed by|include symptoms such as|symptoms such as|with symptoms of|associated with`,
	cueSignOf: `sign of|signs of|symptom of|symptoms of|sign that you have|indication of|signal of`,
	cueKnownAs: `also known as|also called|also referred to as|known as|known medically as|scientifically known as|medically known as|sometimes called|
		often called|often referred to as|referred to as|is called|are called|called|commonly called|commonly known as|or simply|abbreviated as|formerly called|
		otherwise known as`,
	cueTreatedBy: `treated with|treated by|treatment begins with|treatment starts with|treatment usually begins with|treatment usually starts with|treat it with|treated in|treated using|treatment is with|managed with|managed by|controlled with|controlled by|cured with|cured by|treat with|cure with|manage with|control with|respond to|responds to|respond well to|responds well to|benefit from|benefits from|removed with|removed by|broken up with|broken up by|drained with|corrected with|corrected by|repaired with|repaired by`,
	cueTreats: `relieve|relieves|ease|eases|may relieve|can relieve|help relieve|helps relieve|help ease|helps ease|treat|treats|help treat|can help|may help|might help|can all help|may all help|can bring relief|provide short-term relief|provides short-term relief|provide temporary relief|provides temporary relief|offer relief|offers relief|brings relief|bring relief|gives relief|provides relief|provide relief|can give relief|helps|help|
		control|controls|improve|improves|help control|help manage|soothe|reduce symptoms|reduces symptoms|lessen|reduce|reduces|slows|slow|cure|cures`,
	cueAdvised: `may be needed|is needed|are needed|may be necessary|is necessary|may be required|is required|may be recommended|is recommended|are recommended|
		may be prescribed|is prescribed|are prescribed|are used|is used|can be used|may be used|may be given|is given|are given|is essential|is very important|is important|
		is advisable|are the drugs of choice|is the drug of choice|are the treatment of choice|is the treatment of choice|may also be prescribed|can also be used|may also be used|may also be given|may also help|have proven effective|has proven effective|have been shown to help|may be an option|are available|may be done|is the main treatment|may be placed|is a procedure|are medicines|are drugs|is indicated|may be tried|is tried first|are tried first|is an alternative|are an alternative|is a second choice|is the first choice|are the first choice|is offered|are offered|may be offered|can be offered|is an option|are an option|may be considered|can be considered|should be considered|may be useful|may be helpful|can be helpful|is helpful|are helpful|is effective|are effective|may be effective|can be effective|may be beneficial|have been used|has been used|are needed|are usually needed|can be prescribed|are recommended|is recommended|may be performed|is performed|should be given|should be used|may be advised|is advised|are advised|is available`,
	cueAdvises: `doctor may recommend|doctor may prescribe|doctor will prescribe|doctor may suggest|provider may recommend|provider may prescribe|provider may suggest|
		doctors may prescribe|doctors may recommend|doctors prescribe|doctors recommend|may recommend|may prescribe|often require|often requires|usually require|generally require|may require|requires treatment with|
		usually requires|need|needs|may suggest|doctor might recommend|doctor might prescribe|treatment involves|treatment usually involves|treatment consists of|treatment includes|treatment include|will receive|may receive|often receive|usually receive|patients receive|people receive|to require|doctors often recommend|doctors usually recommend|doctors may suggest|often recommend|usually recommend|people take|patients take|prescribe|prescribes|recommend|recommends|advised to take|advised to use`,
	cuePrevents: `prevent|prevents|preventing|help prevent|helps prevent|lower your risk|lowers your risk|lower the risk|reduce your risk|reduces your risk|reduce the risk|
		reduces the risk|decrease the risk|reduce the chance|reduces the chance|lower the chance|lowers the chance|reduce the chances|protect against|protects against|reduce your chances|lower your chances|lowers the risk`,
	cueRiskIf: `at risk if|at higher risk if|at greater risk if|at increased risk if|at high risk if|higher risk if|more likely to get it if|more likely to have it if|at risk when|
		more likely if|risk increases if|is greater if|is higher if|increases if you`,
	cueRaisesRisk: `increase the risk|increases the risk|increase your risk|increases your risk|raise your risk|raises your risk|raise the risk|raises the risk|higher risk for|
		higher risk of|increased risk for|increased risk of|greater risk for|greater risk of|increase the chance|increases the chance|increase your chance|
		increases your chances|risk factor for|risk factors for|more likely to develop|more likely to get|more likely to have|more likely to be infected with|more likely to become infected with|more likely to catch|at risk for|at risk of|more susceptible to|more prone to|more vulnerable to|most susceptible to|especially vulnerable to|predispose to|predisposes to|greater chance of|higher chance of|increased chance of|puts you at risk|
		put you at risk|puts you at higher risk|can affect the risk|affect the risk|increase a person's risk|increases a person's risk|increase risk|increases risk|at highest risk|is at risk|are at risk|is also at risk|are also at risk|is at higher risk|are at higher risk|are at increased risk|are at greater risk|is at increased risk|is at greater risk|is at greatest risk|are at greatest risk|are at highest risk|is at highest risk|is at high risk|are at high risk|is most at risk|are most at risk|are at particular risk|be at greater risk|be at higher risk|be at increased risk|be at risk|be at high risk|also are at risk|also are at higher risk|also are at increased risk|also is at risk|you're at risk|you're at higher risk|you're at greater risk|you're at increased risk|you're at high risk|are at greatly increased risk|are more at risk|is more at risk`,
	cueAmong: `more common in|more common among|more common during|more likely during|most common in|most common among|common in|common among|most often in|mostly in|mainly in|usually affects|mostly affects|
		mainly affects|most often affects|often affects|more often in|more often affects|occurs mostly in|occur mostly in|more frequent in|prevalent among|prevalent in|
		primarily affects|risk is higher in|risk is greater in|risk is highest in|risk is greatest in|risk is higher for|vulnerable are|at risk are|at risk include|at higher risk are|at higher risk include|at highest risk are|has occurred in|been reported in|been seen in|risk is greater for|greater in|highest in|higher in|common for|usually occurs in|usually occur in|often seen in|times more common in|found mostly in|occurs most often in|seen mostly in|especially common in|more frequently affects|more commonly affects|most commonly affects|most frequently affects|commonly affects|frequently affects|typically affects|primarily affect|mostly affect|mainly affect|usually affect|often affect|predominantly affects|more commonly in|most commonly in|most frequently in|more frequently in|more often seen in|more often found in|most often seen in|most often found in|predominantly in|particularly common in|common , especially in|common , particularly in|common , especially among|rare , except in|occurs primarily in|occurs mainly in|occurs more often in|occur more often in|occur most often in|occurs most commonly in|usually seen in|mainly seen in|is found in|are found in|prevalence is higher in|
		more likely to occur in|especially in|especially among|especially for|particularly in|particularly among|particularly for`,
	cueWorse: `worse when|worse with|worse at|worse during|worse after|worse in|worse if|worsen when|worsens when|worsen with|worsens with|worsen at|worsens at|worsen during|
		worsens during|worsen after|worsens after|made worse by|aggravated by|exacerbated by|worsened by|increases when|increases with|more severe when|more severe at|
		get worse when|gets worse when|get worse with|gets worse with|gets worse at|get worse at|worse by|especially at|worse while`,
	cueMakesWorse: `makes|make|aggravates|aggravate|exacerbates|exacerbate`,
	cueEases: `gets better with|get better with|gets better after|get better after|gets better when|get better when|gets better if|relieved by|relieved with|relieved within|relieved when|eased by|eases with|ease with|eases when|ease when|ease after|eases after|improves with|improve with|improves when|improve when|
		improves after|improve after|better with|better when|better after|better during|better while|better if|goes away with|go away with|goes away after|go away after|goes away when|go away when|
		resolve with|resolves with|resolve after|resolves after|resolve when|resolves when|resolve once|resolves once|subsides when|subside when|subsides with|
		subsides after|subside after|alleviated by|disappears when|disappear when|disappears after|stops when|stop when|lessens with|lessen with|relieves|disappear with|disappears with`,
	cueTriggered: `triggered by|set off by|brought on by|provoked by|flare up after|react strongly to|flare up when|react to|precipitated by`,
	cueAffects: `affects|affect|infects|infect|can affect|may affect|involves|involve|located in|starts in|start in|begins in|begin in|originates in|originate in|occurs in|occur in|felt in|
		spreads to|spread to|extends to|extend to|radiates to|radiate to|extend down|radiates down|down|found in|appears on|appear on|on the|anywhere on|form in|forms in|form inside|forms inside|develop in|develops in|grow in|grows in|arise in|arises in|occurs inside|start inside|felt around`,
	cueBegins: `happen|happens|begin|begins|start|starts|appear|appears|develop|develops|come on|comes on|occur|occurs|onset|come and go`,
	cueLasts: `lasts|last|feel better|feels better|gets better|get better|goes away|go away|gets worse|get worse|worsens|worsen|worsens over time|progresses|progress|persists|persist|comes back|come back|recur|recurs|
		recover|recovers|resolves|resolve|come and go|comes and goes|turn chronic|become chronic|becomes chronic|spread upward|cure|cured|life-threatening|fatal|settle|settles|heals|improve over time|
		clears up|clear up|go on|goes on|continue|continues|carry on|carries on|linger|lingers|develop into|lead to death|pass on their own|passes on its own|pass by themselves|goes back to normal|go back to normal|gets back to normal|returns to normal|return to normal|become more frequent|becomes more frequent|become more severe|becomes more severe|become less frequent|become worse|becomes worse|becoming worse|grow worse|grows worse|comes in waves|fades away|fade away|goes into remission|go into remission|come in waves|flares up`,
	cueNarrows: `narrow|narrows|narrowing|block|blocks|blocking|compress|compresses|compressing|damage|damages|damaging|irritate|irritates|irritating|restrict|restricts|
		restricting|limit|limits|limiting|builds up|build up|builds|stretches|strains|overloads|clog|clogs|inflame|inflames|destroy|destroys|attack|attacks|attacking|weaken|weakens|puts pressure on|put pressure on|pressure on|press on|
		presses on|pinch|pinches|squeeze|squeezes|impair|impairs|impairing|deprives|swell|swells|degenerate|break down|breaks down|wear away|wears away|wears down|collapses|
		doesn't make enough|does not make enough|don't make enough|do not make enough|doesn't produce|does not produce|can't use|grow out of control|
		interferes with|interfere with|disrupts|disrupt|stays in|reappear|reactivate|ruptures|rupture|bursts|burst`,
	cueSeek: `see a doctor|see your doctor|see your health care provider|see a health care provider|see a healthcare provider|call your doctor|call a doctor|contact your doctor|contact your health care provider|
		consult a doctor|consult your doctor|consult a healthcare provider|consult a health care provider|consult your health care professional|consult your health care provider|consult a physician|talk with your doctor|talk to your doctor|talk to your health care provider|
		talk with your health care provider|tell your doctor|tell your health care provider|call your health care provider|call your healthcare provider|ask your doctor|seek medical attention|seek medical care|seek medical advice|
		seek medical help|see your gp|see a gp|contact your gp|discussed with your doctor|discuss with your doctor|medical evaluation|medical attention|get medical help|
		check with your doctor|see a specialist|see a healthcare professional|seek care|seek treatment|get medical care|call the doctor|contact a doctor|important to see your doctor|contact a health care provider|consult a medical|speak to your gp|speak to your doctor|speak with your doctor|professional diagnosis`,
	cueEmergency: `call 911|call 999|call 112|dial 911|dial 999|dial 112|ring 999|ring 112|phone 999|phone 112|call an ambulance|call for an ambulance|ring an ambulance|ring for an ambulance|phone an ambulance|phone for an ambulance|get an ambulance|send for an ambulance|medical emergency|emergency care|emergency room|emergency department|emergency medical|emergency treatment|
		emergency help|right away|immediately|immediate medical|go to a&e|seek immediate|urgent medical|urgent care|life-threatening emergency|get help now`,
}

var cues = func() *phrases {
	p := &phrases{}
	for kind := cueCauses; kind <= cueEmergency; kind++ {
		for _, w := range strings.Split(cueWords[kind], "|") {
			words := strings.Fields(w)
			if len(words) == 0 {
				continue
			}
			p.add(strings.Join(words, " "), int32(kind))
			if len(words) > 1 && classes[words[0]].has(clModal|clBe) { // "may also be needed", "is often used"
				for _, adverb := range [...]string{"also", "often", "usually", "sometimes", "particularly", "especially", "potentially", "rarely", "seldom", "hardly ever", "generally", "commonly", "frequently", "typically", "normally"} {
					p.add(words[0]+" "+adverb+" "+strings.Join(words[1:], " "), int32(kind))
				}
			}
		}
	}
	for kind, verbs := range map[cueKind]string{cueRaisesRisk: "increase raise", cuePrevents: "lower reduce decrease"} { // "raises a woman's chances"
		for _, verb := range strings.Fields(verbs) {
			for _, whose := range [...]string{"the", "your", "a person's", "a woman's", "a man's", "a child's", "your child's", "your baby's", "one's", "their", "his or her", ""} {
				for _, noun := range [...]string{"risk", "risks", "chance", "chances", "odds", "likelihood"} {
					p.add(verb+" "+whose+" "+noun, int32(kind))
					p.add(verb+"s "+whose+" "+noun, int32(kind))
				}
			}
		}
	}
	return p
}()
