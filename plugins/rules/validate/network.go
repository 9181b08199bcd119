package validate

import (
	"errors"
	"net/netip"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/shape"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

func network() []Validator {
	return []Validator{
		{Name: "cidr", Doc: "Block of addresses, IPv4 or IPv6, without bits set behind its length.", Source: "RFC 4632, RFC 4291",
			Example: "192.0.2.0/24", Wrong: "192.0.2.1/24", check: plain(cidr)},
		{Name: "domain", Doc: "Name of a host or domain under a public suffix that exists.", Source: "RFC 1035, RFC 5891, the Public Suffix List",
			Example: "shop.example.co.uk", Wrong: "report.docx", check: plain(domain)},
		{Name: "email", Doc: "Address of electronic mail whose domain has a public suffix that exists.", Source: "RFC 5321, RFC 6531",
			Example: "jo.doe+x@example.org", Wrong: "jo..doe@example.org", check: plain(email)},
		{Name: "ip", Doc: "Internet address, IPv4 or IPv6.", Source: "RFC 791, RFC 4291, RFC 5952",
			Example: "2001:db8::1", Wrong: "192.0.2.256", check: plain(ip)},
		{Name: "ipv4", Doc: "Internet address of version 4.", Source: "RFC 791",
			Example: "192.0.2.1", Wrong: "2001:db8::1", check: plain(ipv4)},
		{Name: "ipv6", Doc: "Internet address of version 6.", Source: "RFC 4291",
			Example: "2001:db8::1", Wrong: "2001:db8:::1", check: plain(ipv6)},
		{Name: "mac", Doc: "Hardware address of six or eight bytes.", Source: "IEEE 802",
			Example: "00:00:5e:00:53:01", Wrong: "00:00:5e:00:53", check: plain(mac)},
		{Name: "uuid", Doc: "Universally unique identifier of a version and variant that exist.", Source: "RFC 9562",
			Example: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", Wrong: "f81d4fae-7dec-01d0-a765-00a0c91e6bf6", check: plain(uuid)},
	}
}

func ip(text string) error {
	if _, err := netip.ParseAddr(text); err != nil {
		return errors.New("it is no IPv4 and no IPv6 address")
	}
	return nil
}

func ipv4(text string) error {
	if a, err := netip.ParseAddr(text); err != nil || !a.Is4() {
		return errors.New("it is not four numbers from 0 to 255")
	}
	return nil
}

func ipv6(text string) error {
	if a, err := netip.ParseAddr(text); err != nil || !a.Is6() {
		return errors.New("it is not eight groups of up to four hexadecimal digits")
	}
	return nil
}

func cidr(text string) error {
	p, err := netip.ParsePrefix(text)
	switch {
	case err != nil:
		return errors.New("it is no address with the length of a prefix")
	case p.Masked() != p:
		return errors.New("it has bits set behind the length of its prefix")
	}
	return nil
}

// domain wants a suffix from the list: "report.docx" looks like a name, but
// nobody can register it.
func domain(text string) error {
	name, err := idna.Lookup.ToASCII(strings.TrimSuffix(text, "."))
	if err != nil {
		return errors.New("it has a label that no host name can have")
	}
	suffix, listed := publicsuffix.PublicSuffix(name)
	switch {
	case len(name) > 253:
		return errors.New("it is longer than 253 characters")
	case !listed && !strings.Contains(suffix, "."):
		return errors.New("its last label is no public suffix")
	case suffix == name:
		return errors.New("it is a public suffix and no name under one")
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || !hostLabel(label) {
			return errors.New("it has a label that no host name can have")
		}
	}
	return nil
}

func email(text string) error {
	at := strings.LastIndexByte(text, '@')
	if at < 1 {
		return errors.New("it has no mailbox before an @")
	}
	mailbox := text[:at]
	switch {
	case len(mailbox) > 64:
		return errors.New("its mailbox is longer than 64 bytes")
	case strings.HasPrefix(mailbox, ".") || strings.HasSuffix(mailbox, ".") || strings.Contains(mailbox, ".."):
		return errors.New("its mailbox has a dot that stands beside none or another")
	case strings.ContainsAny(mailbox, " \t\r\n\"(),:;<>@[\\]"):
		return errors.New("its mailbox has a character that must be quoted")
	}
	return domain(text[at+1:])
}

func mac(text string) error {
	for _, separator := range []string{":", "-"} {
		groups := strings.Split(text, separator)
		if len(groups) != 6 && len(groups) != 8 {
			continue
		}
		for _, g := range groups {
			if len(g) != 2 || !hexadecimal(g) {
				return errors.New("it has a group that is not two hexadecimal digits")
			}
		}
		return nil
	}
	if g := strings.Split(text, "."); len(g) == 3 && len(text) == 14 && len(g[0]) == 4 && len(g[1]) == 4 && hexadecimal(g[0]+g[1]+g[2]) {
		return nil
	}
	return errors.New("it is not six or eight groups of two hexadecimal digits")
}

func uuid(text string) error {
	s := strings.ToLower(strings.TrimPrefix(strings.Trim(text, "{}"), "urn:uuid:"))
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return errors.New("it is not 8-4-4-4-12 hexadecimal digits")
	}
	digits := strings.ReplaceAll(s, "-", "")
	switch {
	case len(digits) != 32 || !hexadecimal(digits):
		return errors.New("it is not 8-4-4-4-12 hexadecimal digits")
	case shape.Same(digits) && (s[0] == '0' || s[0] == 'f'):
		return nil // Nil and Max of RFC 9562
	case s[14] < '1' || s[14] > '8':
		return errors.New("its version is not 1 to 8")
	case strings.IndexByte("89ab", s[19]) < 0:
		return errors.New("its variant is not that of RFC 9562")
	}
	return nil
}

func hexadecimal(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

func hostLabel(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'z') && c != '-' {
			return false
		}
	}
	return true
}
