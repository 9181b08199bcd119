package dates

// spanish is the vocabulary of Spanish; see [vocabulary] for its form.
const spanish = `
month 1: enero, ene
month 2: febrero, feb
month 3: marzo, mar
month 4: abril, abr
month 5: mayo, may
month 6: junio, jun
month 7: julio, jul
month 8: agosto, ago
month 9: septiembre, setiembre, sep, sept, set
month 10: octubre, oct
month 11: noviembre, nov
month 12: diciembre, dic
weekday 1: lunes, lun
weekday 2: martes, mar
weekday 3: miércoles, miercoles, mié, mie
weekday 4: jueves, jue
weekday 5: viernes, vie
weekday 6: sábado, sabado, sáb, sab
weekday 7: domingo, dom
unit second: segundo, segundos, seg
unit minute: minuto, minutos, min
unit hour: hora, horas
unit day: día, días, dia, dias
unit week: semana, semanas
unit fortnight: quincena
unit weekend: fin de semana
unit month: mes, meses
unit half: semestre, semestres, mitad
unit quarter: trimestre, trimestres
unit year: año, años
unit decade: década, décadas
unit century: siglo, siglos
season 1: primavera
season 2: verano
season 3: otoño
season 4: invierno
this: este, esta, estos, estas, en curso, corriente, actual
coming: próximo, próxima, próximos, próximas, proximo, proxima, que viene, entrante, que entra
last: pasado, pasada, pasados, pasadas, último, última, últimos, últimas
previous: anterior
following: siguiente
prefix ago: hace
ago: atrás
andhalf: y medio, y media
halfof: medio, media
dayprefix: el, al, día, el día
within: dentro de, en, de aquí a
deictic -2: anteayer, antes de ayer, antier
deictic -1: ayer
deictic 0: hoy
deictic 1: mañana
deictic 2: pasado mañana
now: ahora
part morning: mañana, por la mañana, de la mañana, en la mañana
part afternoon: tarde, por la tarde, de la tarde, en la tarde
part evening: anochecer
part night: noche, por la noche, de la noche, en la noche
part early: madrugada, de la madrugada, de madrugada
tonight: esta noche
noon: mediodía, al mediodía, el mediodía
midnight: medianoche, a medianoche, la medianoche
am: am, a m
pm: pm, p m
of: de, del, de la, en
of month: de, del mes de, días del mes de, días de
the: el, la, los, las
on: el, en, al, a, del, la, en el, en la, los
at: a las, a la, a, hacia las, sobre las, las, la
from: del, de, desde, desde el, desde las, de las
between: entre, entre el, entre las
to: al, a, hasta, hasta el, a las, hasta las
and: y, y el, y las
since: desde, desde el, a partir del, a partir de
until: a más tardar el, a más tardar en, a más tardar, hasta, hasta el
before: antes de, antes del
after: después de, después del
year: el año, año, del año, de el año, en el año
weekword: semana, la semana
early: principios de, a principios de, inicios de, a inicios de, comienzos de, principios del
middle: mediados de, a mediados de, mediados del
late: finales de, a finales de, fines de, a fines de, finales del
approx: aproximadamente, alrededor del, alrededor de, hacia, hacia el, circa, sobre el
bc: a c, antes de cristo, a de c
ad: d c, después de cristo
decadeword: los años, años, la década de, década de los, la década de los
suffix: º, o, a, ª, er, ro
hourmark: h, hs, hrs, horas
minutemark: min, minutos
half past: y media
quarter past: y cuarto
quarter to: menos cuarto
past: y
minus: menos
clock: en punto
zone Z: utc, gmt, z
quarterword: trimestre
quarterletter: t
lastday: último día
centuryword: siglo
holiday 01-01: año nuevo, día de año nuevo
holiday 01-06: día de reyes
holiday easter-2: viernes santo
holiday easter+0: domingo de pascua, pascua, domingo de resurrección
holiday 12-24: nochebuena
holiday 12-25: navidad, día de navidad
holiday 12-31: nochevieja
`
