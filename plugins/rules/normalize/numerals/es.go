package numerals

func spanish() *lexicon {
	w := map[string]numeral{}
	table(w, unit, false, "cero 0 un 1 uno 1 una 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 "+
		"trece 13 catorce 14 quince 15 dieciséis 16 dieciseis 16 diecisiete 17 dieciocho 18 diecinueve 19")
	table(w, fixed, false, "veintiún 21 veintiun 21 veintiuno 21 veintiuna 21 veintidós 22 veintidos 22 veintitrés 23 veintitres 23 veinticuatro 24 "+
		"veinticinco 25 veintiséis 26 veintiseis 26 veintisiete 27 veintiocho 28 veintinueve 29")
	table(w, tens, false, "veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90")
	table(w, fixed, false, "cien 100 ciento 100 doscientos 200 doscientas 200 trescientos 300 trescientas 300 cuatrocientos 400 cuatrocientas 400 "+
		"quinientos 500 quinientas 500 seiscientos 600 seiscientas 600 setecientos 700 setecientas 700 ochocientos 800 ochocientas 800 "+
		"novecientos 900 novecientas 900")
	table(w, unit, true, "primer 1 primero 1 primera 1 segundo 2 segunda 2 tercer 3 tercero 3 tercera 3 cuarto 4 cuarta 4 quinto 5 quinta 5 "+
		"sexto 6 sexta 6 séptimo 7 séptima 7 octavo 8 octava 8 noveno 9 novena 9")
	table(w, unit, true, "undécimo 11 duodécimo 12 decimotercero 13 decimocuarto 14 decimoquinto 15 decimosexto 16 "+
		"decimoséptimo 17 decimoctavo 18 decimonoveno 19")
	table(w, tens, true, "décimo 10 décima 10 vigésimo 20 vigésima 20 trigésimo 30 trigésima 30")
	table(w, scale, false, "mil 1000 millón 1000000 millon 1000000 millones 1000000 billón 1000000000000 billones 1000000000000")
	return &lexicon{words: w, and: "y"}
}
