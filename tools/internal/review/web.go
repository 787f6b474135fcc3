package review

import (
	"crypto/rand"
	_ "embed"
	"html/template"
	"net"
	"net/http"
	"slices"
	"strconv"

	"signpost/search/page"
)

//go:embed review.html
var pageText string

//go:embed review.js
var script []byte

//go:embed review.css
var styles []byte

var templates = template.Must(template.New("review").Funcs(template.FuncMap{"describe": Describe}).Parse(pageText))

// Handler serves the review as pages, for one person on this machine: it answers only requests that were addressed to a
// loopback name, and takes decisions only from its own forms. Its links are relative; mount it below a path that ends in /.
func Handler(s *Session) http.Handler {
	w := web{session: s, token: rand.Text()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", w.overview)
	mux.HandleFunc("GET /fact", w.fact)
	mux.HandleFunc("POST /decide", w.decide)
	mux.HandleFunc("POST /reviewer", w.reviewer)
	mux.HandleFunc("POST /page", w.page)
	mux.HandleFunc("GET /review.js", asset("text/javascript; charset=utf-8", script))
	mux.HandleFunc("GET /review.css", asset("text/css; charset=utf-8", styles))
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		ip := net.ParseIP(host)
		if host != "localhost" && (ip == nil || !ip.IsLoopback()) { // another name that leads here is an attack
			http.Error(out, "The review is for this machine only.", http.StatusForbidden)
			return
		}
		h := out.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(out, r.Body, 64<<10)
			if r.FormValue("token") != w.token {
				http.Error(out, "This form is out of date. Go back and load the page again.", http.StatusForbidden)
				return
			}
		}
		mux.ServeHTTP(out, r)
	})
}

func asset(kind string, data []byte) http.HandlerFunc {
	return func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", kind)
		out.Write(data)
	}
}

type web struct {
	session *Session
	token   string
}

// view is what a page shows.
type view struct {
	Token, By, Role string
	Error           string
	Total, Decided  int
	Conditions      []group
	Pages           []page.Page
	Item            *Item
	Previous, Next  string // ids
	Slots, Levels   []string
}

// group counts the facts of one condition.
type group struct {
	Name                    string
	First                   string // id of its first undecided fact, or of its first
	Draft, Approved, Denied int
}

func (w web) view() (view, []Item) {
	by, role := w.session.Reviewer()
	v := view{Token: w.token, By: by, Role: role, Slots: slots, Levels: levels}
	items := w.session.Items()
	v.Total = len(items)
	for _, item := range items {
		if n := len(v.Conditions); n == 0 || v.Conditions[n-1].Name != item.Statement.Condition {
			v.Conditions = append(v.Conditions, group{Name: item.Statement.Condition, First: item.ID})
		}
		g := &v.Conditions[len(v.Conditions)-1]
		switch {
		case item.Decision == nil:
			if g.Draft == 0 {
				g.First = item.ID
			}
			g.Draft++
			continue
		case item.Decision.Verdict == Rejected:
			g.Denied++
		default:
			g.Approved++
		}
		v.Decided++
	}
	return v, items
}

var (
	levels = []string{"self-care", "see-a-doctor", "urgent", "emergency"}
	slots  = []string{page.SlotSymptom, page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse, page.SlotTrigger, page.SlotWorse, page.SlotRelief,
		page.SlotCause, page.SlotRisk, page.SlotMechanism, page.SlotTreatment, page.SlotPrevention, page.SlotFrequency, page.SlotRedFlag, page.SlotSeekCare}
)

func (w web) show(out http.ResponseWriter, name string, status int, v view) {
	out.Header().Set("Content-Type", "text/html; charset=utf-8")
	out.WriteHeader(status)
	templates.ExecuteTemplate(out, name, v) // what fails now is the reader's connection
}

func (w web) overview(out http.ResponseWriter, _ *http.Request) {
	v, _ := w.view()
	v.Pages = w.session.ready()
	w.show(out, "overview", http.StatusOK, v)
}

func (w web) fact(out http.ResponseWriter, r *http.Request) {
	at := w.session.Find(r.FormValue("id"))
	if r.FormValue("id") == "" {
		at = w.session.Next(0)
	}
	if at < 0 {
		http.Redirect(out, r, "./", http.StatusSeeOther)
		return
	}
	w.showFact(out, at, http.StatusOK, "")
}

func (w web) showFact(out http.ResponseWriter, at, status int, problem string) {
	v, items := w.view()
	v.Error = problem
	v.Item = &items[at]
	v.Previous, v.Next = items[(at+len(items)-1)%len(items)].ID, items[(at+1)%len(items)].ID
	w.show(out, "fact", status, v)
}

func (w web) decide(out http.ResponseWriter, r *http.Request) {
	id, verdict := r.FormValue("id"), r.FormValue("verdict")
	at := w.session.Find(id)
	if at < 0 {
		http.Redirect(out, r, "./", http.StatusSeeOther)
		return
	}
	var becomes *Correction
	if verdict == Corrected {
		st := w.session.Items()[at].Statement
		changed := func(key, old string) string {
			if v := r.FormValue(key); v != old {
				return v
			}
			return ""
		}
		becomes = &Correction{Slot: changed("slot", st.Slot), Value: changed("value", st.Value), Level: changed("level", st.Level)}
		if becomes.Slot != "" && !slices.Contains(slots, becomes.Slot) || becomes.Level != "" && !slices.Contains(levels, becomes.Level) {
			w.showFact(out, at, http.StatusBadRequest, "That slot or level does not exist.")
			return
		}
	}
	if err := w.session.Decide(id, verdict, becomes); err != nil {
		w.showFact(out, at, http.StatusBadRequest, err.Error())
		return
	}
	next := w.session.Next(at)
	if verdict == "" {
		next = at
	}
	if next < 0 {
		http.Redirect(out, r, "./", http.StatusSeeOther)
		return
	}
	http.Redirect(out, r, "fact?id="+w.session.Items()[next].ID, http.StatusSeeOther)
}

func (w web) reviewer(out http.ResponseWriter, r *http.Request) {
	w.session.SetReviewer(r.FormValue("by"), r.FormValue("role"))
	http.Redirect(out, r, "./", http.StatusSeeOther)
}

func (w web) page(out http.ResponseWriter, r *http.Request) {
	months, _ := strconv.Atoi(r.FormValue("months"))
	if err := w.session.ReviewPage(r.FormValue("page"), months); err != nil {
		v, _ := w.view()
		v.Error, v.Pages = err.Error(), w.session.ready()
		w.show(out, "overview", http.StatusBadRequest, v)
		return
	}
	http.Redirect(out, r, "./", http.StatusSeeOther)
}
