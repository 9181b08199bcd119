// Package scheme turns entities over tokens into one tag a token, and back.
//
// A [Set] is a scheme ([BIO] or [BIOES]) over entity types. Its tags are
// numbers: 0 is O, then come the tags of each type side by side. What may
// follow what ([Set.Allowed]) is arithmetic on those numbers, so a Set needs
// no tables and no preparation.
package scheme
