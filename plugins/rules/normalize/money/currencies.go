package money

import "github.com/onomast/onomast/plugins/rules/normalize/phrases"

// currencies are signs and names with the ISO 4217 codes they stand for, the
// commonest first.
func currencies() *phrases.Set {
	return phrases.Parse(`USD CAD AUD NZD MXN SGD HKD ARS CLP COP: $, dollar, dollars, bucks, dólar, dólares, dolar, dolares
USD: us$, u.s.$, usd$, $us, us dollar, us dollars, us-dollar, u.s. dollar, u.s. dollars, united states dollar, united states dollars, dollars of the united states, american dollars, dollars américains, dólares estadounidenses, dólares americanos
CAD: c$, ca$, can$, cdn$, $ca, canadian dollar, canadian dollars, dollars canadiens
AUD: a$, au$, aud$, australian dollar, australian dollars
NZD: nz$, new zealand dollar, new zealand dollars
HKD: hk$, hong kong dollar, hong kong dollars
SGD: s$, sg$, singapore dollar, singapore dollars
TWD: nt$, new taiwan dollars
MXN: mx$, mex$, mexican peso, mexican pesos, pesos mexicanos
ARS: ar$, argentine pesos, pesos argentinos
BRL: r$, real, reais, brazilian real, brazilian reais
EUR: €, euro, euros
GBP: £, gb£, pound sterling, pounds sterling, sterling, british pound, british pounds, quid, livres sterling, libras esterlinas, pfund sterling
GBP EGP LBP SYP SDG: pound, pounds, pfund, livres, libras
JPY CNY: ¥, ￥
JPY: jp¥, yen, japanese yen, 円, yenes, ienes
CNY: cn¥, yuan, rmb, renminbi, 元
INR: ₹, indian rupee, indian rupees
INR PKR LKR NPR MUR SCR: rs, rupee, rupees, rupien, roupies, rupias
SEK NOK DKK ISK CZK: kr, krone, kroner, krona, kronor, kronen, couronnes, coronas, coroas
SEK: skr, swedish kronor, swedish krona
NOK: nkr, norwegian kroner
DKK: dkr, danish kroner
CHF: sfr, swiss franc, swiss francs, schweizer franken, franken, francs suisses, francos suizos
CHF XOF XAF FRF BEF: fr, franc, francs, frs
XOF XAF: cfa, fcfa, francs cfa
MXN ARS COP CLP PHP UYU DOP CUP BOB: peso, pesos
PHP: ₱, php$, philippine pesos
RUB: ₽, rouble, roubles, ruble, rubles, rubel, roubles russes
KRW: ₩, won
TRY: ₺, tl, turkish lira, lira turca
PLN: zł, zl, zloty, zlotys, złoty, złotych
CZK: kč
HUF: ft, forint, forints
RON: lei, leu
BGN: лв, lev, leva
ILS: ₪, shekel, shekels, nis
UAH: ₴, hryvnia
NGN: ₦, naira
THB: ฿, baht
VND: ₫, dong, đồng
ZAR: rand, south african rand
AED MAD: dirham, dirhams
SAR QAR OMR YER: riyal, riyals
KES TZS UGX SOS: shilling, shillings
DEM: dm, d-mark, deutsche mark
ITL: lire
ESP: pesetas, peseta, ptas
BTC: ₿, btc, bitcoin, bitcoins`)
}

// minors are names of hundredths, with the currencies they belong to.
func minors() *phrases.Set {
	return phrases.Parse(`USD EUR CAD AUD: cent, cents, ¢, ct, cts, centime, centimes, céntimo, céntimos, cêntimo, cêntimos
USD: us cents
GBP: pence, penny, p
CHF: rappen
BRL MXN ARS: centavo, centavos
RUB: kopeks, kopecks, kopeken
INR: paise, paisa`)
}
