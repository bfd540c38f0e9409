package site

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// policy lets a page load what this server embeds, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// secure sets the headers every answer carries.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// admit refuses what a foreign page could have sent: a request under a name
// that is not ours (a name of its own that resolves to this machine), and a
// change asked for by another origin.
func (s *Site) admit(r *http.Request) error {
	if !s.ours(r) {
		return refuse(misdirected, "this server does not go by the name %q; start it with -host to let it", r.Host)
	}
	if err := s.origins.Check(r); err != nil {
		return refuse(foreign, "a page of another origin may change nothing here")
	}
	return nil
}

// ours tells whether the request's Host is a name of this server: localhost, a
// name given to it, or the very address the connection came in on.
func (s *Site) ours(r *http.Request) bool {
	name := hostname(r.Host)
	if slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, name) {
		return true
	}
	if slices.ContainsFunc(s.hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
		return true
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	address, err := netip.ParseAddr(name)
	return err == nil && local != nil && address.Unmap() == local.AddrPort().Addr().Unmap()
}

// hostname is a Host header without its port and brackets, in small letters.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// sameOrigin tells whether the one Origin header names the server asked.
func sameOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) != 1 {
		return false
	}
	u, err := url.Parse(origins[0])
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// bearer is the token of the Authorization header; "" when there is none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// visitor is who asks, as far as the limits care: the remote address.
func visitor(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
