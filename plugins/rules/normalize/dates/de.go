package dates

// german is the vocabulary of German; see [vocabulary] for its form.
const german = `
month 1: januar, jänner, jan, jän
month 2: februar, feber, feb
month 3: märz, maerz, mär, mrz
month 4: april, apr
month 5: mai
month 6: juni, jun
month 7: juli, jul
month 8: august, aug
month 9: september, sep, sept
month 10: oktober, okt
month 11: november, nov
month 12: dezember, dez
weekday 1: montag, montags, mo
weekday 2: dienstag, dienstags, di
weekday 3: mittwoch, mittwochs, mi
weekday 4: donnerstag, donnerstags, do
weekday 5: freitag, freitags, fr
weekday 6: samstag, sonnabend, samstags, sa
weekday 7: sonntag, sonntags, so
unit second: sekunde, sekunden, sek
unit minute: minute, minuten, min
unit hour: stunde, stunden, std
unit day: tag, tage, tagen, tages
unit week: woche, wochen
unit weekend: wochenende, wochenendes
unit month: monat, monate, monaten, monats, monates
unit half: halbjahr, halbjahres, halbjahrs, hälfte, semester
unit quarter: quartal, quartals, quartale, quartalen
unit year: jahr, jahre, jahren, jahres
unit decade: jahrzehnt, jahrzehnts, jahrzehnte, jahrzehnten
unit century: jahrhundert, jahrhunderts, jahrhunderte, jh, jhd
season 1: frühling, frühjahr
season 2: sommer
season 3: herbst
season 4: winter
this: diese, dieser, dieses, diesen, diesem, heurigen
next: nächste, nächster, nächstes, nächsten, nächstem, naechste, naechsten
coming: kommende, kommender, kommendes, kommenden, kommendem
last: letzte, letzter, letztes, letzten, letztem
previous: vorige, voriger, voriges, vorigen, vorigem, vergangene, vergangener, vergangenes, vergangenen, vergangenem
following: folgende, folgenden, darauffolgenden
prefix ago: vor
within: in
onehalf: anderthalb, eineinhalb
halfof: halben, halbe, halbes
hence: später
deictic -3: vorvorgestern
deictic -2: vorgestern
deictic -1: gestern
deictic 0: heute
deictic 1: morgen
deictic 2: übermorgen, uebermorgen
now: jetzt, derzeit, sofort
part morning: früh, morgen, vormittag, morgens, vormittags, am morgen, am vormittag, in der früh
part afternoon: nachmittag, nachmittags, am nachmittag
part evening: abend, abends, am abend
part night: nacht, nachts, in der nacht
noon: mittag, mittags, 12 uhr mittags, am mittag
midnight: mitternacht, um mitternacht
of: des, der, im, in, vom
of month: des monats, des, im
the: der, die, das, den, dem
on: am, an, im, in, vom, zum, den, der, dem
at: um, gegen
from: von, vom
between: zwischen, zwischen dem
to: bis, bis zum, bis zur, bis in den
and: und, und dem
since: seit, seit dem, ab, ab dem
until: spätestens, spätestens am, bis spätestens, bis spätestens am, bis, bis zum, bis ende
before: vor, vor dem, vor der
after: nach, nach dem, nach der
year: im jahr, im jahre, das jahr, jahr, jahres, des jahres, anno
weekword: kw, kalenderwoche, woche, der kalenderwoche, der woche
early: anfang, zu beginn, beginn, zu beginn des, anfang des
middle: mitte, mitte des
late: ende, ende des, zum ende
approx: etwa, ca, circa, ungefähr, gegen, rund, um den
bc: v chr, vor christus, v u z
ad: n chr, nach christus
decade: er, er jahre, er jahren
hourmark: uhr, h
clock: uhr
halfto: halb
quarter past: viertel nach, viertel
threequarter: dreiviertel
quarter past: viertel nach
quarter to: viertel vor
past: nach, minuten nach
minus: vor, minuten vor
zone Z: utc, gmt, z
zone est: mez, mesz, cet, cest
quarterword: quartal, quartals
lastday: letzter tag, letzte tag, letzten tag
holiday 01-01: neujahr
holiday 05-01: tag der arbeit
holiday 10-03: tag der deutschen einheit
holiday easter-2: karfreitag
holiday easter+0: ostern, ostersonntag
holiday easter+1: ostermontag
holiday easter+39: christi himmelfahrt, himmelfahrt
holiday easter+49: pfingsten, pfingstsonntag
holiday easter+50: pfingstmontag
holiday 12-24: heiligabend, heiliger abend
holiday 12-25: weihnachten
holiday 12-31: silvester
`
