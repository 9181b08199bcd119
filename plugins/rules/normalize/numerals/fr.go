package numerals

// french has the numbers of France, and septante, huitante, octante and nonante
// of its neighbours.
func french() *lexicon {
	w := map[string]numeral{}
	table(w, unit, false, "zéro 0 un 1 une 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 "+
		"treize 13 quatorze 14 quinze 15 seize 16")
	table(w, tens, false, "vingt 20 vingts 20 trente 30 quarante 40 cinquante 50 soixante 60 septante 70 huitante 80 octante 80 nonante 90")
	table(w, unit, true, "premier 1 première 1 second 2 seconde 2 unième 1 deuxième 2 troisième 3 quatrième 4 cinquième 5 sixième 6 septième 7 "+
		"huitième 8 neuvième 9 dixième 10 onzième 11 douzième 12 treizième 13 quatorzième 14 quinzième 15 seizième 16")
	table(w, tens, true, "vingtième 20 trentième 30 quarantième 40 cinquantième 50 soixantième 60")
	table(w, hundred, false, "cent 100 cents 100")
	table(w, hundred, true, "centième 100")
	table(w, scale, false, "mille 1000 mil 1000 million 1000000 millions 1000000 milliard 1000000000 milliards 1000000000 "+
		"billion 1000000000000 billions 1000000000000")
	return &lexicon{words: w, and: "et", vigesimal: true}
}
