package site_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

var (
	oneSentence = regexp.MustCompile(`^[A-Z"/].*[^.]\.$`)
	headers     = map[string]string{
		"X-Content-Type-Options":  "nosniff",
		"Referrer-Policy":         "no-referrer",
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
	}
)

func wantHeaders(t *testing.T, got answer) {
	t.Helper()
	for name, want := range headers {
		if value := got.Header.Get(name); value != want {
			t.Errorf("%s: got %q, want %q", name, value, want)
		}
	}
}

func set(name, value string) func(*http.Request) {
	return func(r *http.Request) {
		if name == "Host" {
			r.Host = value
			return
		}
		r.Header.Set(name, value)
	}
}

// TestWhatIsRefused: a status, one clear sentence, the headers, and nothing has changed.
func TestWhatIsRefused(t *testing.T) {
	const create = `{"pattern":"echo"}`
	for name, tc := range map[string]struct {
		ask    ask
		status int
		says   string
	}{
		"foreign host":               {ask{"GET", "/api/patterns", "", "", set("Host", "evil.example")}, 421, `by the name "evil.example"`},
		"foreign host, right port":   {ask{"GET", "/healthz", "", "", set("Host", "evil.example:8080")}, 421, "by the name"},
		"no host":                    {ask{"GET", "/api/patterns", "", "", set("Host", ":80")}, 421, "by the name"},
		"another address":            {ask{"GET", "/api/patterns", "", "", set("Host", "192.0.2.1")}, 421, "by the name"},
		"localhost of somebody":      {ask{"GET", "/api/patterns", "", "", set("Host", "localhost.evil.example")}, 421, "by the name"},
		"foreign origin posts":       {ask{"POST", "/api/rooms", create, "", set("Origin", "http://evil.example")}, 403, "another origin"},
		"foreign page posts":         {ask{"POST", "/api/rooms", create, "", set("Sec-Fetch-Site", "cross-site")}, 403, "another origin"},
		"foreign page deletes":       {ask{"DELETE", "/api/rooms/ROOM", "", "TOKEN", set("Sec-Fetch-Site", "cross-site")}, 403, "another origin"},
		"null origin posts":          {ask{"POST", "/api/rooms", create, "", set("Origin", "null")}, 403, "another origin"},
		"unknown pattern":            {ask{"POST", "/api/rooms", `{"pattern":"ecco"}`, "", nil}, 404, `no pattern "ecco"`},
		"no pattern":                 {ask{"POST", "/api/rooms", `{"sandbox":null}`, "", nil}, 400, "a pattern or a sandbox, and neither is there"},
		"parameter out of bounds":    {ask{"POST", "/api/rooms", `{"pattern":"echo","params":{"workers":9}}`, "", nil}, 400, "from 1 to 8"},
		"parameter not whole":        {ask{"POST", "/api/rooms", `{"pattern":"echo","params":{"workers":1.5}}`, "", nil}, 400, "from 1 to 8"},
		"parameter not a choice":     {ask{"POST", "/api/rooms", `{"pattern":"echo","params":{"transport":"udp"}}`, "", nil}, 400, "is one of"},
		"parameter unknown":          {ask{"POST", "/api/rooms", `{"pattern":"echo","params":{"speed":1}}`, "", nil}, 400, `its parameters are workers, transport`},
		"parameter of another kind":  {ask{"POST", "/api/rooms", `{"pattern":"echo","params":{"workers":[3]}}`, "", nil}, 400, "string or a number"},
		"params no object":           {ask{"POST", "/api/rooms", `{"pattern":"echo","params":[]}`, "", nil}, 400, "must be an object"},
		"seed out of bounds":         {ask{"POST", "/api/rooms", `{"pattern":"echo","seed":-1}`, "", nil}, 400, "seed is a whole number"},
		"seed no number":             {ask{"POST", "/api/rooms", `{"pattern":"echo","seed":"x"}`, "", nil}, 400, `"seed" must be a whole number below 2^63, not a string`},
		"seed half":                  {ask{"POST", "/api/rooms", `{"pattern":"echo","seed":1.5}`, "", nil}, 400, "not 1.5"},
		"schedule of no action":      {ask{"POST", "/api/rooms", `{"pattern":"echo","faults":[{"at":1,"action":{"do":"explode"}}]}`, "", nil}, 400, `no action "explode"`},
		"schedule of choices":        {ask{"POST", "/api/rooms", `{"pattern":"echo","faults":[{"at":1,"action":{"do":"choose","due":1}}]}`, "", nil}, 400, "a schedule cannot know"},
		"schedule of nothing":        {ask{"POST", "/api/rooms", `{"pattern":"echo","faults":[{"at":1}]}`, "", nil}, 400, "faults[0]: action is"},
		"schedule before the world":  {ask{"POST", "/api/rooms", `{"pattern":"echo","faults":[{"at":-1,"action":{"do":"crash"}}]}`, "", nil}, 400, "at is a world time"},
		"page of no schedule":        {ask{"GET", "/patterns/echo?faults=flood", "", "", nil}, 400, `no schedule "flood"`},
		"bad JSON":                   {ask{"POST", "/api/rooms", `{"pattern":`, "", nil}, 400, "the body is not"},
		"not JSON at all":            {ask{"POST", "/api/rooms", `pattern=echo`, "", nil}, 400, "the body is not"},
		"an array":                   {ask{"POST", "/api/rooms", `[]`, "", nil}, 400, "must be a JSON object, not an array"},
		"two objects":                {ask{"POST", "/api/rooms", create + create, "", nil}, 400, "something follows"},
		"empty body":                 {ask{"POST", "/api/rooms", ``, "", nil}, 400, "the body is empty"},
		"unknown field":              {ask{"POST", "/api/rooms", `{"pattern":"echo","parms":{}}`, "", nil}, 400, `unknown field "parms"`},
		"oversize body":              {ask{"POST", "/api/rooms", `{"pattern":"` + strings.Repeat("x", 64<<10) + `"}`, "", nil}, 413, "larger than 65536 bytes"},
		"unknown pattern's words":    {ask{"GET", "/api/patterns/ecco", "", "", nil}, 404, `no pattern "ecco"`},
		"unknown room":               {ask{"GET", "/api/rooms/nowhere-1", "", "", nil}, 404, `no room "nowhere-1"`},
		"unknown room's events":      {ask{"GET", "/api/rooms/nowhere-1/events", "", "", nil}, 404, "no room"},
		"unknown room's socket":      {ask{"GET", "/api/rooms/nowhere-1/ws", "", "", nil}, 404, "no room"},
		"unknown room commanded":     {ask{"POST", "/api/rooms/nowhere-1/commands", `{"command":"play"}`, "x", nil}, 404, "no room"},
		"unknown room deleted":       {ask{"DELETE", "/api/rooms/nowhere-1", "", "x", nil}, 404, "no room"},
		"command without token":      {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"play"}`, "", nil}, 401, "needs its token"},
		"command with another":       {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"play"}`, "guess", nil}, 403, "not the token"},
		"command by basic":           {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"play"}`, "", set("Authorization", "Basic eDp5")}, 401, "needs its token"},
		"delete without token":       {ask{"DELETE", "/api/rooms/ROOM", "", "", nil}, 401, "needs its token"},
		"delete with another":        {ask{"DELETE", "/api/rooms/ROOM", "", "guess", nil}, 403, "not the token"},
		"unknown command":            {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"dance"}`, "TOKEN", nil}, 400, "command is one of"},
		"rate out of bounds":         {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"rate","rate":1000}`, "TOKEN", nil}, 400, "from 0.05 to 100"},
		"rate no number":             {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"rate","rate":"fast"}`, "TOKEN", nil}, 400, "must be a number, not a string"},
		"breakpoint of another kind": {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"until","breakpoint":5}`, "TOKEN", nil}, 400, "it is a line"},
		"breakpoint of a slip":       {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"until","breakpoint":{"kind":"sent"}}`, "TOKEN", nil}, 400, `unknown field "kind"; an object has kinds`},
		"breakpoint that is off":     {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"until","breakpoint":"kind=sent off"}`, "TOKEN", nil}, 400, "never met"},
		"oversize command":           {ask{"POST", "/api/rooms/ROOM/commands", `{"command":"` + strings.Repeat("x", 64<<10) + `"}`, "TOKEN", nil}, 413, "larger than"},
		"since no number":            {ask{"GET", "/api/rooms/ROOM/events?since=x", "", "", nil}, 400, "since is a whole number"},
		"since below zero":           {ask{"GET", "/api/rooms/ROOM/events?since=-1", "", "", nil}, 400, "since is a whole number"},
		"wait too long":              {ask{"GET", "/api/rooms/ROOM/events?wait=1h", "", "", nil}, 400, "wait is a time"},
		"limit zero":                 {ask{"GET", "/api/rooms/ROOM/events?limit=0", "", "", nil}, 400, "limit is a whole number"},
		"keyframes maybe":            {ask{"GET", "/api/rooms/ROOM/events?keyframes=maybe", "", "", nil}, 400, "keyframes is 0 or 1"},
		"unknown query":              {ask{"GET", "/api/rooms/ROOM/events?sinse=1", "", "", nil}, 400, `takes since, run, wait, limit, keyframes, not "sinse"`},
		"query of no query":          {ask{"GET", "/api/rooms/ROOM?run=1", "", "", nil}, 400, `takes no query`},
		"query with one twice":       {ask{"GET", "/api/rooms/ROOM/events?since=1&since=2", "", "", nil}, 400, `since twice`},
		"run that has not been":      {ask{"GET", "/api/rooms/ROOM/events?run=2", "", "", nil}, 404, "has no run 2"},
		"no websocket":               {ask{"GET", "/api/rooms/ROOM/ws", "", "TOKEN", nil}, 400, "websocket"},
		"wrong method":               {ask{"PUT", "/api/rooms", "", "", nil}, 405, "takes POST, not PUT"},
		"wrong method of a room":     {ask{"PATCH", "/api/rooms/ROOM", "", "", nil}, 405, "not PATCH"},
		"get of commands":            {ask{"GET", "/api/rooms/ROOM/commands", "", "", nil}, 405, "takes POST"},
		"wrong method of a page":     {ask{"POST", "/", "", "", nil}, 405, "not POST"},
		"unknown API path":           {ask{"GET", "/api/worlds", "", "", nil}, 404, "nothing at /api/worlds"},
		"unknown API path posted":    {ask{"POST", "/api/", "", "", nil}, 404, "nothing at /api/"},
		"unknown page":               {ask{"GET", "/nowhere", "", "", nil}, 404, "nothing at /nowhere"},
		"page of unknown pattern":    {ask{"GET", "/patterns/ecco", "", "", nil}, 404, "no pattern"},
		"page out of bounds":         {ask{"GET", "/patterns/echo?workers=99", "", "", nil}, 400, "from 1 to 8"},
		"page with a bad seed":       {ask{"GET", "/patterns/echo?seed=x", "", "", nil}, 400, "seed is a whole number"},
		"page of unknown room":       {ask{"GET", "/rooms/nowhere-1", "", "", nil}, 404, "no room"},
		"unknown asset":              {ask{"GET", "/static/nothing.js", "", "", nil}, 404, "nothing at"},
		"asset outside":              {ask{"GET", "/static/..%2fmain.go", "", "", nil}, 404, "nothing at"},
		"asset that is no asset":     {ask{"GET", "/static/notes.md", "", "", nil}, 404, "nothing at"},
		"room of no breakpoint":      {ask{"POST", "/api/rooms", `{"pattern":"echo","breakpoints":["kind=exploded"]}`, "", nil}, 400, "no kind of event \"exploded\""},
		"room of many breakpoints":   {ask{"POST", "/api/rooms", `{"pattern":"echo","breakpoints":["depth>=1"` + strings.Repeat(`,"kind=dropped"`, 32) + `]}`, "", nil}, 400, "there are 33, and a run has at most 32"},
		"page of half a schedule":    {ask{"GET", "/patterns/echo?faults=%5B%7B%22at%22:1", "", "", nil}, 400, "faults in the address is no schedule"},
		"page of an odd schedule":    {ask{"GET", "/patterns/echo?faults=%5B%7B%22at%22:1%7D%5D", "", "", nil}, 400, "faults[0]: action is"},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			r, w := h.echo()
			before := w.Clock()
			fill := strings.NewReplacer("ROOM", r.ID, "TOKEN", r.Token).Replace
			tc.ask.path, tc.ask.token = fill(tc.ask.path), fill(tc.ask.token)
			got := h.ask(tc.ask)
			if got.StatusCode != tc.status {
				t.Errorf("status: got %s, want %d: %s", got.Status, tc.status, got.body)
			}
			wantHeaders(t, got)
			wantSentence(t, got, tc.says)
			if n := len(h.worlds.All()); n != 1 || w.Closed() != 0 || w.Clock() != before {
				t.Errorf("something has changed: %d worlds, clock %+v", n, w.Clock())
			}
		})
	}
}

// wantSentence checks the error: in JSON for scripts, on a page for readers.
func wantSentence(t *testing.T, got answer, says string) {
	t.Helper()
	says = strings.ToLower(says)
	if !strings.HasPrefix(got.Request.URL.Path, "/api/") && got.Request.URL.Path != "/healthz" {
		if kind := got.Header.Get("Content-Type"); kind != "text/html; charset=utf-8" {
			t.Errorf("type: got %q, want a page", kind)
		}
		if !strings.Contains(strings.ToLower(string(got.body)), strings.ReplaceAll(says, `"`, "&#34;")) {
			t.Errorf("page: got %s, want it to say %q", got.body, says)
		}
		return
	}
	var told map[string]string
	if err := json.Unmarshal(got.body, &told); err != nil || len(told) != 1 {
		t.Fatalf("body: got %q, want {\"error\": ...}", got.body)
	}
	if text := told["error"]; !oneSentence.MatchString(text) || !strings.Contains(strings.ToLower(text), says) {
		t.Errorf("error: got %q, want a sentence with %q", text, says)
	}
}

func TestWhatIsAdmitted(t *testing.T) {
	h := open(t)
	port := h.server.Listener.Addr().String()[len("127.0.0.1"):]
	for _, host := range []string{"localhost", "LOCALHOST" + port, "127.0.0.1" + port, "[::1]" + port, "[::1]", "class.example", "Class.Example:443"} {
		if got := h.ask(ask{"GET", "/healthz", "", "", set("Host", host)}); got.StatusCode != 200 {
			t.Errorf("host %s: got %s", host, got.Status)
		}
	}
	for name, change := range map[string]func(*http.Request){
		"a script":       nil,
		"our own page":   set("Sec-Fetch-Site", "same-origin"),
		"our own origin": set("Origin", h.server.URL),
	} {
		if got := h.ask(ask{"POST", "/api/rooms", `{"pattern":"echo"}`, "", change}); got.StatusCode != 201 {
			t.Errorf("%s: got %s %s", name, got.Status, got.body)
		}
	}
}

func TestTheAddressItIsReachedAtIsItsName(t *testing.T) {
	h := open(t)
	for host, status := range map[string]int{"192.0.2.7:8080": 200, "[2001:db8::7]:8080": 421, "192.0.2.8:8080": 421} {
		r := httptest.NewRequest("GET", "http://"+host+"/healthz", nil)
		local := &net.TCPAddr{IP: net.ParseIP("192.0.2.7"), Port: 8080}
		w := httptest.NewRecorder()
		h.server.Config.Handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, local)))
		if w.Code != status {
			t.Errorf("host %s: got %d, want %d", host, w.Code, status)
		}
	}
}

func TestMethodsThatWouldDo(t *testing.T) {
	h := open(t)
	got := h.ask(ask{method: "PATCH", path: "/api/rooms/x"})
	if allow := got.Header.Get("Allow"); allow != "DELETE, GET, HEAD" {
		t.Errorf("allow: got %q", allow)
	}
	got = h.ask(ask{method: "POST", path: "/api/rooms/x/commands", body: `{}`})
	if got.StatusCode != 404 {
		t.Errorf("got %s", got.Status)
	}
	r, _ := h.echo()
	got = h.ask(ask{method: "DELETE", path: "/api/rooms/" + r.ID})
	if challenge := got.Header.Get("WWW-Authenticate"); challenge != "Bearer" {
		t.Errorf("challenge: got %q", challenge)
	}
}

func TestAStartThatFailsIsTold(t *testing.T) {
	h := open(t)
	h.worlds.Fail = errNoPort{}
	got := h.ask(ask{method: "POST", path: "/api/rooms", body: `{"pattern":"echo"}`})
	if got.StatusCode != 500 {
		t.Errorf("got %s", got.Status)
	}
	wantSentence(t, got, "Start echo: no port is free.")
}

type errNoPort struct{}

func (errNoPort) Error() string { return "no port is free" }
