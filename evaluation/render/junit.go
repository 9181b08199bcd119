package render

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/onomast/onomast/evaluation"
)

// A suite is a test suite of JUnit, as CI systems read it.
type suite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Cases    []test   `xml:"testcase"`
}

type test struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Failure *failure `xml:"failure,omitempty"`
	Output  string   `xml:"system-out,omitempty"`
}

type failure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
}

// JUnit prints the verdicts of a report as test cases. Without any, the one case is
// that there is a report.
func JUnit(w io.Writer, r *evaluation.Report) error {
	s := suite{Name: orElse(r.System, "evaluation")}
	for _, v := range r.Gates {
		c := test{Class: s.Name, Name: v.Gate, Output: fmt.Sprintf("%.6f", v.Value)}
		if !v.Passed {
			s.Failures++
			c.Failure = &failure{Message: Verdict(v), Type: "fail-under"}
		}
		s.Cases = append(s.Cases, c)
	}
	if len(r.Gates) == 0 {
		s.Cases = []test{{Class: s.Name, Name: "evaluated", Output: fmt.Sprintf("strict micro F1 %.6f", r.Schemes["strict"].Micro.F1)}}
	}
	s.Tests = len(s.Cases)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// Verdict says in words what a report says to a gate.
func Verdict(v evaluation.Verdict) string {
	switch {
	case v.Undefined:
		return fmt.Sprintf("%s: the figure is undefined (0/0)", v.Gate)
	case v.Passed:
		return fmt.Sprintf("%s: %.4f, as asked for", v.Gate, v.Value)
	}
	return fmt.Sprintf("%s: %.4f is under it", v.Gate, v.Value)
}
