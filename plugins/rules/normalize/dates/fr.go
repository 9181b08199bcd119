package dates

// french is the vocabulary of French; see [vocabulary] for its form.
const french = `
month 1: janvier, janv
month 2: février, fevrier, févr, fév
month 3: mars
month 4: avril, avr
month 5: mai
month 6: juin
month 7: juillet, juil
month 8: août, aout
month 9: septembre, sept
month 10: octobre, oct
month 11: novembre, nov
month 12: décembre, decembre, déc, dec
weekday 1: lundi, lun
weekday 2: mardi, mar
weekday 3: mercredi, mer
weekday 4: jeudi, jeu
weekday 5: vendredi, ven
weekday 6: samedi, sam
weekday 7: dimanche, dim
unit second: seconde, secondes, s
unit minute: minute, minutes, min, mn
unit hour: heure, heures
unit day: jour, jours
unit week: semaine, semaines
unit fortnight: quinzaine
unit weekend: week-end, weekend, fin de semaine
unit month: mois
unit half: semestre, semestres, moitié
unit quarter: trimestre, trimestres
unit year: an, ans, année, années
unit decade: décennie, décennies
unit century: siècle, siècles
season 1: printemps
season 2: été
season 3: automne
season 4: hiver
this: ce, cet, cette, ces, courant, en cours
next: prochain, prochaine, prochains, prochaines
last: dernier, dernière, derniers, dernières, passé, passée
following: suivant, suivante
prefix ago: il y a, voici, voilà
andhalf: et demi, et demie
halfof: demi, demie
dayprefix: le, au
within: dans, d'ici
deictic -2: avant-hier
deictic -1: hier
deictic 0: aujourd'hui, aujourd' hui, ce jour
deictic 1: demain
deictic 2: après-demain
now: maintenant, actuellement
part morning: matin, du matin, le matin, au matin, dans la matinée
part afternoon: après-midi, de l' après-midi, l' après-midi, dans l' après-midi
part evening: soir, du soir, le soir, au soir, dans la soirée
part night: nuit, de la nuit, la nuit, dans la nuit
tonight: ce soir
noon: midi, à midi
midnight: minuit, à minuit
of: de, du, de l', d', de la, en
of month: du mois de, du mois d', de, d'
the: le, la, l', les
on: le, en, au, à, dans, du, la, l', au mois de, au mois d'
at: à, vers, a
from: du, de, d', à partir du
between: entre, entre le
to: au, à, jusqu'au, jusqu' au, jusqu' à, jusqu' en
and: et, et le
since: depuis, depuis le, à partir du, à partir de, dès le, dès, à compter du
until: au plus tard le, au plus tard en, au plus tard, jusqu' au, jusqu' à, jusqu' en
before: avant, avant le
after: après, après le
year: l' année, l' an, de l' année, en l' an, de l' an, an
weekword: semaine, la semaine, sem
early: début, au début de, au début du, le début de, début de
middle: mi, milieu, à la mi, au milieu de, mi-
late: fin, à la fin de, à la fin du, la fin de, fin de
approx: environ, vers, vers le, circa, aux environs du, aux alentours du
bc: av j c, avant j c, avant jésus christ, av jc
ad: ap j c, après j c, apr j c
decadeword: années, les années, des années
suffix: er, ère, e, ème, nd
hourmark: h, heures, heure, hrs
minutemark: min, minutes, mn
clock: heures, heure
half past: et demie, et demi
quarter past: et quart
quarter to: moins le quart
minus: moins
zone Z: utc, gmt, z, tu
zone est: cet, cest
quarterword: trimestre
quarterletter: t
lastday: dernier jour
centuryword: siècle
holiday 01-01: jour de l' an, nouvel an, le jour de l' an
holiday 05-01: fête du travail
holiday 07-14: fête nationale
holiday easter-2: vendredi saint
holiday easter+0: pâques, dimanche de pâques
holiday easter+1: lundi de pâques
holiday easter+39: ascension, l' ascension
holiday easter+49: pentecôte, la pentecôte
holiday 12-24: veille de noël
holiday 12-25: noël
holiday 12-31: saint-sylvestre, la saint-sylvestre
`
