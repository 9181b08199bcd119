package read

// leads returns the bytes of an encoding that begin a character of two bytes
// whose second may look like ASCII: like a backslash, a brace or a delimiter. It
// is nil for encodings without such.
func leads(name string) *[256]bool {
	switch name {
	case "shift_jis":
		return byteRanges([2]int{0x81, 0x9f}, [2]int{0xe0, 0xfc})
	case "gbk", "gb18030", "big5", "euc-kr": // four bytes of gb18030 are two pairs
		return byteRanges([2]int{0x81, 0xfe})
	}
	return nil
}

func byteRanges(ranges ...[2]int) *[256]bool {
	var set [256]bool
	for _, r := range ranges {
		for c := r[0]; c <= r[1]; c++ {
			set[c] = true
		}
	}
	return &set
}
