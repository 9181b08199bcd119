package dosage

import "github.com/onomast/onomast/plugins/rules/normalize/phrases"

// frequencies are the usual ones; a second word is when in the day. The Latin
// abbreviations are those of the lists of the Institute for Safe Medication
// Practices and of the British National Formulary.
func frequencies() *phrases.Set {
	return phrases.Parse(`1/d: qd, q.d., q.d, od, o.d., qday, q day, daily, once daily, once a day, once per day, one time daily, each day, every day, per day, a day, /day, /d, täglich, einmal täglich, 1x täglich, pro tag, am tag, une fois par jour, par jour, quotidien, chaque jour, una vez al día, al día, diario, cada día, uma vez ao dia, ao dia, por dia, diariamente
2/d: bid, b.i.d., b.i.d, bd, b.d., twice daily, twice a day, twice per day, two times daily, two times a day, 2x täglich, zweimal täglich, deux fois par jour, dos veces al día, duas vezes ao dia
3/d: tid, t.i.d., t.i.d, tds, t.d.s., three times daily, three times a day, thrice daily, dreimal täglich, trois fois par jour, tres veces al día, três vezes ao dia
4/d: qid, q.i.d., q.i.d, qds, q.d.s., four times daily, four times a day, viermal täglich, quatre fois par jour, cuatro veces al día, quatro vezes ao dia
1/d bedtime: qhs, q.h.s., hs, h.s., at bedtime, nightly, every night, at night, nocte, on, zur nacht, au coucher, al acostarse, ao deitar, à noite
1/d morning: qam, q.a.m., every morning, in the morning, mane, om, morgens, le matin, por la mañana, pela manhã, de manhã
1/d evening: qpm, q.p.m., every evening, in the evening, abends, le soir, por la noche
1/2d: qod, q.o.d., eod, every other day, every second day, on alternate days, jeden zweiten tag, alle zwei tage, un jour sur deux, en días alternos, cada dos días, em dias alternados
1/wk: weekly, once weekly, once a week, once per week, every week, qw, qwk, wöchentlich, einmal pro woche, une fois par semaine, una vez por semana, uma vez por semana, semanal
2/wk: twice weekly, twice a week, biw, zweimal pro woche, deux fois par semaine, dos veces por semana, duas vezes por semana
3/wk: tiw, three times weekly, three times a week, thrice weekly, dreimal pro woche, trois fois par semaine
2/wk|1/2wk: biweekly, bi-weekly
1/2wk: fortnightly, every other week, every two weeks, q2w, q2wk, alle zwei wochen
1/mo: monthly, once monthly, once a month, every month, monatlich, une fois par mois, una vez al mes, uma vez por mês
2/mo|1/2mo: bimonthly, bi-monthly
1: once, stat, stat., single dose, one dose, one time, einmalig, une seule fois, una sola vez, dose única`)
}

func routes() *phrases.Set {
	return phrases.Parse(`PO: po, p.o., p.o, by mouth, oral, orally, per os, per oral, oral route, zum einnehmen, per voie orale, par voie orale, vía oral, por vía oral, via oral, por via oral, peroral
IV: iv, i.v., i.v, intravenous, intravenously, iv push, ivp, ivpb, iv drip, intravenös, intraveineux, par voie intraveineuse, intravenosa, intravenoso, por via intravenosa
IM: im, i.m., i.m, intramuscular, intramuscularly, intramuskulär, intramusculaire, par voie intramusculaire
SC: sc, s.c., sq, sub q, subq, sub-q, subcut, subcutaneous, subcutaneously, subkutan, sous-cutané, subcutánea, subcutânea
SL: sl, s.l., sublingual, sublingually, under the tongue
BUC: buccal, buccally
PR: pr, p.r., per rectum, rectal, rectally
PV: pv, p.v., per vagina, vaginal, vaginally
TOP: topical, topically, top, to the skin, applied to skin, äußerlich, tópico, tópica
TD: transdermal, transdermally, td
INH: inh, inhaled, inhalation, by inhalation, via inhaler, nebulized, nebulised, neb, via nebulizer, per inhalation
NAS: intranasal, intranasally, nasal, nasally, in each nostril, per nostril, into each nostril
OPH: ophthalmic, ou, o.u., in both eyes, in each eye, into both eyes
OPH right: in the right eye, right eye
OPH left: os, o.s., in the left eye, left eye
OT: otic, in the ear, in both ears
NG: ng, via ng tube, ng tube
GT: gt, via g-tube, peg, via peg
ID: intradermal, intradermally
IT: intrathecal, intrathecally
IO: intraosseous
EPI: epidural`)
}

// others are the parts that are no dose, route or frequency.
func others() *phrases.Set {
	return phrases.Parse(`as_needed: prn, p.r.n., p.r.n, as needed, as required, if needed, when needed, when required, bei bedarf, si besoin, au besoin, si es necesario, si precisa, se necessário, sn
before meals: ac, a.c., before meals, before food, before breakfast, vor dem essen, avant les repas, antes de las comidas, antes das refeições
after meals: pc, p.c., after meals, after food, nach dem essen, après les repas, después de las comidas, após as refeições
with meals: with meals, with food, cum cibo, zum essen, pendant les repas, con las comidas, com as refeições
-: take, give, inject, apply, instill, use, inhale, administer, and, then, of, the, nehmen, prendre, tomar`)
}

// every are the words before an interval, and times those behind a number of
// times; the meaning of per is the unit.
func every() *phrases.Set {
	return phrases.Parse("-: every, each, q, q., alle, jede, toutes les, tous les, chaque, cada, de, a cada")
}

func times() *phrases.Set {
	return phrases.Parse("-: times, time, x, ×, mal, fois, veces, vez, vezes")
}

func per() *phrases.Set {
	return phrases.Parse(`d: a day, per day, /day, /d, daily, each day, a d, pro tag, am tag, täglich, par jour, al día, por día, ao dia, por dia
wk: a week, per week, /week, /wk, weekly, each week, pro woche, wöchentlich, par semaine, a la semana, por semana
mo: a month, per month, monthly, pro monat, monatlich, par mois, al mes, por mes, por mês
h: an hour, per hour, hourly, /hour, /h`)
}
