package wire

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpguts"

	"patternscope/sim/event"
)

// readHead takes the whole lines that data begins with into s.head and returns
// where the empty line ends, or 0 when it has not come. A trailer section is a
// head without a start line: whoever reads one sets s.head and s.scanned before.
func (s *HTTP1Splitter) readHead(data []byte) (int, error) {
	for {
		line, n, err := http1Line(data[s.scanned:], s.limits().Head-s.scanned, s.role)
		if err != nil || n == 0 {
			return 0, err
		}
		s.scanned += n
		switch {
		case s.head == nil:
			s.head, err = s.role.start(string(line))
		case len(line) == 0:
			end := s.scanned
			s.scanned = 0
			return end, nil
		default:
			err = s.field(string(line))
		}
		if err != nil {
			return 0, err
		}
	}
}

func (s *HTTP1Splitter) limits() HTTPLimits { return s.x.limits }

// http1Line takes one line off b, without its CRLF; n is 0 when it is not whole
// yet. No line is longer than room.
func http1Line(b []byte, room int, role http1Role) (line []byte, n int, err error) {
	end := bytes.IndexByte(b[:min(len(b), room)], '\n')
	switch {
	case end < 0 && len(b) <= room:
		return nil, 0, nil
	case end < 0:
		return nil, 0, httpError(event.TooLarge, "the head of a %s is above its limit", role.one)
	case end == 0 || b[end-1] != '\r':
		return nil, 0, httpError(role.bad, "a line of a %s ends with LF alone", role.one)
	}
	line = b[:end-1]
	if bytes.IndexByte(line, '\r') >= 0 {
		return nil, 0, httpError(role.bad, "a CR stands alone within a line of a %s", role.one)
	}
	return line, end + 1, nil
}

// http1UsualFields is as many fields as most heads have, so that the list is made once.
const http1UsualFields = 8

// field takes a header field: name ":" OWS value OWS.
func (s *HTTP1Splitter) field(line string) error {
	name, value, found := strings.Cut(line, ":")
	value = strings.Trim(value, " \t")
	switch {
	case len(s.head.Fields) == s.limits().Fields:
		return httpError(event.TooLarge, "a %s of more than %d header fields", s.role.one, s.limits().Fields)
	case line[0] == ' ' || line[0] == '\t':
		return httpError(s.role.bad, "a header field goes on in a second line")
	case !found || !httpguts.ValidHeaderFieldName(name):
		return httpError(s.role.bad, "the line %.64q is no header field", line)
	case !httpguts.ValidHeaderFieldValue(value):
		return httpError(s.role.bad, "the header field %.64s has control characters in it", name)
	}
	if s.head.Fields == nil {
		s.head.Fields = make([]HTTPField, 0, http1UsualFields)
	}
	s.head.Fields = append(s.head.Fields, HTTPField{name, value})
	return nil
}

// http1RequestLine reads method SP target SP version.
func http1RequestLine(line string) (*HTTPHead, error) {
	method, rest, _ := strings.Cut(line, " ")
	target, version, _ := strings.Cut(rest, " ")
	switch {
	case !httpguts.ValidHeaderFieldName(method): // a method is a token, as a field's name is
		return nil, httpError(event.BadRequest, "the line %.64q is no request line", line)
	case !http1Speaks(version):
		return nil, http1Version(event.BadRequest, line, version)
	case method == "CONNECT":
		return nil, httpError(event.NotImplemented, "CONNECT asks for a tunnel, and there is none")
	case !http1Target(method, target):
		return nil, httpError(event.BadRequest, "the target %.64q is neither a path nor an http address", target)
	}
	return &HTTPHead{Version: version, Method: method, Target: target}, nil
}

func http1Target(method, target string) bool {
	_, err := url.ParseRequestURI(target)
	switch {
	case err != nil:
		return false
	case target == "*":
		return method == "OPTIONS"
	}
	return target[0] == '/' || len(target) > 7 && strings.EqualFold(target[:7], "http://")
}

// http1StatusLine reads version SP status [SP reason].
func http1StatusLine(line string) (*HTTPHead, error) {
	version, rest, _ := strings.Cut(line, " ")
	code, reason, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	switch {
	case !http1Speaks(version):
		return nil, http1Version(event.BadResponse, line, version)
	case err != nil || len(code) != 3 || status < 100 || !httpguts.ValidHeaderFieldValue(reason):
		return nil, httpError(event.BadResponse, "the line %.64q is no status line", line)
	}
	return &HTTPHead{Version: version, Status: status, Reason: reason}, nil
}

func http1Speaks(version string) bool { return version == "HTTP/1.1" || version == "HTTP/1.0" }

// http1Version tells another version of HTTP from what is no HTTP.
func http1Version(bad event.Reason, line, version string) error {
	if number, is := strings.CutPrefix(version, "HTTP/"); is && len(number) <= 3 && strings.Trim(number, "0123456789.") == "" {
		return httpError(event.BadVersion, "the peer speaks %s, neither HTTP/1.0 nor HTTP/1.1", version)
	}
	return httpError(bad, "the line %.64q begins no message of HTTP", line)
}
