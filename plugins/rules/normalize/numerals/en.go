package numerals

func english() *lexicon {
	w := map[string]numeral{}
	table(w, unit, false, "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 "+
		"thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19")
	table(w, tens, false, "twenty 20 thirty 30 forty 40 fourty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90")
	table(w, unit, true, "first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 twelfth 12 "+
		"thirteenth 13 fourteenth 14 fifteenth 15 sixteenth 16 seventeenth 17 eighteenth 18 nineteenth 19")
	table(w, tens, true, "twentieth 20 thirtieth 30 fortieth 40 fiftieth 50 sixtieth 60 seventieth 70 eightieth 80 ninetieth 90")
	table(w, hundred, false, "hundred 100")
	table(w, hundred, true, "hundredth 100")
	table(w, scale, false, "thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000")
	table(w, scale, true, "thousandth 1000")
	return &lexicon{words: w, and: "and"}
}
