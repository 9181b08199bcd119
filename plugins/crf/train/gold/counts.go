package gold

// Counts say what became of documents and their entities.
type Counts struct {
	Documents int `json:"documents"`
	Sentences int `json:"sentences"`
	Tokens    int `json:"tokens"`
	// Labels counts the entities that are trained on, by label; Levels the same by
	// level, outermost first.
	Labels map[string]int `json:"labels"`
	Levels []int          `json:"levels"`
	// Widened entities began or ended inside of a token and take whole ones now.
	Widened int `json:"widened"`
	// Filled entities had gaps.
	Filled int `json:"filled"`
	// Cut entities went over the end of a sentence; each part counts as one now.
	Cut int `json:"cut"`
	// These are left out: entities that overlap another of their level, that are
	// there twice, or that have no token.
	Overlapping int `json:"overlapping"`
	Doubled     int `json:"doubled"`
	Tokenless   int `json:"tokenless"`
	// Other entities have labels that are not wanted.
	Other int `json:"other_labels"`
	// Empty documents have no token.
	Empty int `json:"empty_documents"`
	// LongestSentence is that of the most tokens.
	LongestSentence int `json:"longest_sentence"`
}

// Entities is how many are trained on.
func (c *Counts) Entities() int {
	n := 0
	for _, level := range c.Levels {
		n += level
	}
	return n
}

// count takes a finished sentence into account.
func (c *Counts) count(s *Sentence) {
	c.Sentences++
	c.Tokens += len(s.Words)
	c.LongestSentence = max(c.LongestSentence, len(s.Words))
	for k, level := range s.Levels {
		c.Levels[k] += len(level)
		for _, e := range level {
			c.Labels[e.Label]++
		}
	}
}

// Add adds what other documents hold.
func (c *Counts) Add(other *Counts) {
	if c.Labels == nil {
		c.Labels = map[string]int{}
	}
	for label, n := range other.Labels {
		c.Labels[label] += n
	}
	for len(c.Levels) < len(other.Levels) {
		c.Levels = append(c.Levels, 0)
	}
	for k, n := range other.Levels {
		c.Levels[k] += n
	}
	c.Documents, c.Sentences, c.Tokens = c.Documents+other.Documents, c.Sentences+other.Sentences, c.Tokens+other.Tokens
	c.Widened, c.Cut, c.Overlapping = c.Widened+other.Widened, c.Cut+other.Cut, c.Overlapping+other.Overlapping
	c.Doubled, c.Tokenless, c.Other = c.Doubled+other.Doubled, c.Tokenless+other.Tokenless, c.Other+other.Other
	c.Empty, c.Filled = c.Empty+other.Empty, c.Filled+other.Filled
	c.LongestSentence = max(c.LongestSentence, other.LongestSentence)
}
