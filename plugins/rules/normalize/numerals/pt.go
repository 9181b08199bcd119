package numerals

// portuguese has the spellings of Portugal and Brazil. Bilhão is 10^9 in
// Brazil, bilião 10^12 in Portugal.
func portuguese() *lexicon {
	w := map[string]numeral{}
	table(w, unit, false, "zero 0 um 1 uma 1 dois 2 duas 2 três 3 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 "+
		"treze 13 quatorze 14 catorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17 dezoito 18 dezenove 19 dezanove 19")
	table(w, tens, false, "vinte 20 trinta 30 quarenta 40 cinquenta 50 cinqüenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90")
	table(w, fixed, false, "cem 100 cento 100 duzentos 200 duzentas 200 trezentos 300 trezentas 300 quatrocentos 400 quatrocentas 400 "+
		"quinhentos 500 quinhentas 500 seiscentos 600 seiscentas 600 setecentos 700 setecentas 700 oitocentos 800 oitocentas 800 "+
		"novecentos 900 novecentas 900")
	table(w, unit, true, "primeiro 1 primeira 1 segundo 2 segunda 2 terceiro 3 terceira 3 quarto 4 quarta 4 quinto 5 quinta 5 sexto 6 sexta 6 "+
		"sétimo 7 sétima 7 oitavo 8 oitava 8 nono 9 nona 9")
	table(w, tens, true, "décimo 10 décima 10 vigésimo 20 vigésima 20 trigésimo 30 trigésima 30")
	table(w, scale, false, "mil 1000 milhão 1000000 milhões 1000000 bilhão 1000000000 bilhões 1000000000 bilião 1000000000000 biliões 1000000000000")
	return &lexicon{words: w, and: "e"}
}
