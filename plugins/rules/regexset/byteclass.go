package regexset

import "encoding/binary"

// byteClasses maps bytes to classes: no instruction and no assertion tells the
// bytes of a class apart. sample has one byte of each, the least.
func (p *program) byteClasses() (of [256]uint8, sample []byte) {
	classes := map[string]uint8{}
	var signs [256][]byte // what is told of a byte
	p.sign(&signs)
	for c := range of {
		class, known := classes[string(signs[c])]
		if !known {
			class = uint8(len(sample))
			classes[string(signs[c])] = class
			sample = append(sample, byte(c))
		}
		of[c] = class
	}
	return of, sample
}

// sign appends to the signature of each byte all that tells it from others: the
// nodes that read it with where they lead to, and its kind.
func (p *program) sign(signs *[256][]byte) {
	if p.empty {
		for c := range signs {
			signs[c] = append(signs[c], byte(kindOf(byte(c))))
		}
	}
	for node, arcs := range p.trie.nodes {
		for _, a := range arcs {
			for c := int(a.lo); c <= int(a.hi); c++ {
				signs[c] = binary.AppendUvarint(signs[c], uint64(node))
				signs[c] = binary.AppendUvarint(signs[c], uint64(a.next))
			}
		}
	}
}
