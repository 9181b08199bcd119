package dates

// portuguese is the vocabulary of Portuguese; see [vocabulary] for its form.
const portuguese = `
month 1: janeiro, jan
month 2: fevereiro, fev
month 3: março, marco, mar
month 4: abril, abr
month 5: maio, mai
month 6: junho, jun
month 7: julho, jul
month 8: agosto, ago
month 9: setembro, set
month 10: outubro, out
month 11: novembro, nov
month 12: dezembro, dez
weekday 1: segunda-feira, segunda, seg
weekday 2: terça-feira, terça, terca-feira, ter
weekday 3: quarta-feira, quarta, qua
weekday 4: quinta-feira, quinta, qui
weekday 5: sexta-feira, sexta, sex
weekday 6: sábado, sabado, sáb, sab
weekday 7: domingo, dom
unit second: segundo, segundos
unit minute: minuto, minutos, min
unit hour: hora, horas
unit day: dia, dias
unit week: semana, semanas
unit fortnight: quinzena
unit weekend: fim de semana, final de semana
unit month: mês, mes, meses
unit half: semestre, semestres, metade
unit quarter: trimestre, trimestres
unit year: ano, anos
unit decade: década, décadas
unit century: século, séculos
season 1: primavera
season 2: verão
season 3: outono
season 4: inverno
this: este, esta, neste, nesta, deste, desta, corrente, em curso
coming: próximo, próxima, próximos, próximas, proximo, proxima, que vem, vindouro
last: passado, passada, passados, passadas, último, última, últimos, últimas
previous: anterior, retrasado
following: seguinte
prefix ago: há, faz
ago: atrás
andhalf: e meio, e meia
halfof: meio, meia
dayprefix: dia, o dia
within: daqui a, dentro de, em, daqui
deictic -2: anteontem
deictic -1: ontem
deictic 0: hoje
deictic 1: amanhã
deictic 2: depois de amanhã
now: agora
part morning: manhã, de manhã, da manhã, pela manhã
part afternoon: tarde, à tarde, da tarde, de tarde
part evening: anoitecer
part night: noite, à noite, da noite, de noite
part early: madrugada, da madrugada, de madrugada
tonight: hoje à noite, esta noite
noon: meio-dia, ao meio-dia, o meio-dia
midnight: meia-noite, à meia-noite
am: am, a m
pm: pm, p m
of: de, do, da, em, no, na
of month: de, do mês de, dias do mês de, dias de
the: o, a, os, as
on: em, no, na, a, o, aos, ao, à, dia, no dia, do dia, ao dia, na sexta
at: às, à, as, por volta das, pelas, a
from: de, do, da, desde, das, do dia
between: entre, entre o, entre as
to: a, até, ao, à, às, até o, até às
and: e, e o, e as
since: desde, desde o, a partir de, a partir do
until: o mais tardar em, o mais tardar até, até, até o, até ao
before: antes de, antes do
after: depois de, após, depois do, após o
year: o ano, ano, o ano de, no ano de, do ano de, do ano
weekword: semana, a semana
early: início de, no início de, começo de, princípio de, princípios de, início do
middle: meados de, em meados de, meio de
late: fim de, final de, no final de, fins de, no fim de, finais de, fim do, final do
approx: cerca de, aproximadamente, por volta de, circa
bc: a c, antes de cristo
ad: d c, depois de cristo
decadeword: os anos, anos, a década de, década de, nos anos
suffix: º, o, ª, a
hourmark: h, hs, horas, hora
minutemark: min, minutos
half past: e meia
quarter past: e um quarto, e quinze
minus: para as, para a, para o
past: e
clock: em ponto
zone Z: utc, gmt, z
quarterword: trimestre
quarterletter: t
lastday: último dia
centuryword: século
holiday 01-01: ano novo, dia de ano novo
holiday easter-2: sexta-feira santa
holiday easter+0: páscoa, domingo de páscoa
holiday 12-24: véspera de natal
holiday 12-25: natal, dia de natal
holiday 12-31: véspera de ano novo
holiday 04-25: dia da liberdade
`
