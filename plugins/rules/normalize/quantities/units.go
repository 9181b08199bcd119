package quantities

import "github.com/onomast/onomast/plugins/rules/normalize/phrases"

// symbols are units as they are abbreviated, where case counts; names are their
// names in five languages. The meaning of a line is the code of UCUM, the
// Unified Code for Units of Measure, version 2.1; several where the unit has
// several, that of the United States first.
func symbols() *phrases.Set {
	return phrases.ParseExact(`kg: kg, kgs, Kg
g: g, gm, gms, gr
mg: mg, mgs
ug: µg, μg, ug, mcg
ng: ng
pg: pg
t: t
[lb_av]: lb, lbs, Lb, Lbs, LB, LBS, #
[oz_av] [foz_us]: oz, Oz, OZ
[foz_us] [foz_br]: fl oz, fl. oz, fl.oz, floz
[stone_av]: st
L: L, l, ltr, Ltr
dL: dL, dl
cL: cL, cl
mL: mL, ml, ML, cc, cm³, ccm
uL: µL, μL, uL, µl, μl, ul
nL: nL, nl
fL: fL, fl
[gal_us] [gal_br]: gal
[qt_us] [qt_br]: qt
[pt_us] [pt_br]: pt
[tbs_us]: tbsp, Tbsp, tbs
[tsp_us]: tsp
km: km
m: m
cm: cm
mm: mm
um: µm, μm, um
nm: nm
[in_i]: in, in., ", ″, ”
[ft_i]: ft, ft., ', ′
[yd_i]: yd, yds
[mi_i]: mi, mi.
[nmi_i]: nmi, NM
m2: m², m2, m^2, qm, sqm
km2: km², km2, km^2, qkm
cm2: cm², cm2, cm^2
mm2: mm², mm2
[sft_i]: sq ft, sq. ft., ft², ft2, sqft
[sin_i]: in², in2
har: ha
m3: m³, m3, m^3, cbm
cm3: cm3, cm^3
mm3: mm³, mm3
Cel: °C, ° C, ºC, ℃
[degF]: °F, ° F, ºF, ℉
K: K
deg: °, º
s: s, sec
ms: ms
us: µs, μs
min: min, mins
h: h, hr, hrs
d: d
wk: wk
mo: mo
a: yr
Pa: Pa
hPa: hPa
kPa: kPa
MPa: MPa
bar: bar
mbar: mbar
atm: atm
mm[Hg]: mmHg, mm Hg, mm hg, torr, Torr
cm[H2O]: cmH2O, cmH₂O, cm H2O
[psi]: psi, PSI
J: J
kJ: kJ
MJ: MJ
cal: cal
kcal: kcal, Cal, Kcal
eV: eV
W: W
kW: kW, KW
MW: MW
GW: GW
kW.h: kWh, KWh, kwh
MW.h: MWh
[HP]: hp, HP, PS
V: V
mV: mV
kV: kV
A: A
mA: mA
Ohm: Ω, Ω, ohm
F: F
Hz: Hz
kHz: kHz
MHz: MHz
GHz: GHz
dB: dB
N: N
kN: kN
mol: mol
mmol: mmol
umol: µmol, μmol, umol
nmol: nmol
pmol: pmol
osm: osm
mosm: mosm, mOsm
eq: Eq, eq
meq: mEq, meq
[iU]: IU, iu, I.U., UI, IE, i.E.
m[iU]: mIU
u[iU]: µIU, μIU, uIU
k[iU]: kIU
U: U
mU: mU
kat: kat
Sv: Sv
mSv: mSv
Gy: Gy
mGy: mGy
Bq: Bq
MBq: MBq
lm: lm
lx: lx
cd: cd
bit: bit
kbit: kbit, kb
Mbit: Mbit, Mb
Gbit: Gbit, Gb
By: B
kBy: kB, KB
MBy: MB
GBy: GB
TBy: TB
PBy: PB
KiBy: KiB
MiBy: MiB
GiBy: GiB
TiBy: TiB
bit/s: bps, bit/s
kbit/s: kbps, Kbps
Mbit/s: Mbps
Gbit/s: Gbps
{beats}/min: bpm, BPM
/min: /min
{rpm}: rpm, RPM, U/min
[ppm]: ppm
[ppb]: ppb
[mi_i]/h: mph
km/h: kph, kmh
[kn_i]: kn, kt
[pH]: pH
{tbl}: tab, tabs, tbl
{cap}: cap, caps
[drp]: gtt, gtts
%: %`)
}

func names() *phrases.Set {
	return phrases.Parse(`kg: kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos, kilogramm, kilogramo, kilogramos, quilograma, quilogramas, quilo, quilos
g: gram, grams, gramme, grammes, gramm, gramo, gramos, grama, gramas
mg: milligram, milligrams, milligramme, milligrammes, milligramm, miligramo, miligramos, miligrama, miligramas
ug: microgram, micrograms, microgramme, microgrammes, mikrogramm, microgramo, microgramos, micrograma, microgramas
ng: nanogram, nanograms
t: tonne, tonnes, metric ton, metric tons, tonnen, tonelada, toneladas
[ston_av] [lton_av] t: ton, tons
[lb_av]: pound, pounds
[oz_av] [foz_us]: ounce, ounces, unze, unzen, once, onces, onza, onzas, onça, onças
[oz_tr]: troy ounce, troy ounces, feinunze, feinunzen
[foz_us] [foz_br]: fluid ounce, fluid ounces
[stone_av]: stone, stones
L: liter, liters, litre, litres, litro, litros
dL: deciliter, deciliters, decilitre, decilitres, deziliter
cL: centiliter, centiliters, centilitre, centilitres, zentiliter
mL: milliliter, milliliters, millilitre, millilitres, mililitro, mililitros
uL: microliter, microliters, microlitre, microlitres
[gal_us] [gal_br]: gallon, gallons, gallone, gallonen, galón, galones
[qt_us] [qt_br]: quart, quarts
[pt_us] [pt_br]: pint, pints
[cup_us] [cup_m]: cup, cups
[tbs_us] [tbs_m]: tablespoon, tablespoons, esslöffel
[tsp_us] [tsp_m]: teaspoon, teaspoons, teelöffel
[bbl_us]: barrel, barrels, bbl
km: kilometer, kilometers, kilometre, kilometres, kilomètre, kilomètres, kilometern, kilómetro, kilómetros, quilômetro, quilômetros, quilómetro, quilómetros
m: meter, meters, metre, metres, mètre, mètres, metern, metro, metros
cm: centimeter, centimeters, centimetre, centimetres, centimètre, centimètres, zentimeter, centímetro, centímetros
mm: millimeter, millimeters, millimetre, millimetres, millimètre, millimètres, milímetro, milímetros
um: micrometer, micrometers, micrometre, micrometres, micron, microns
nm: nanometer, nanometers, nanometre, nanometres
[in_i]: inch, inches, zoll, pouce, pouces, pulgada, pulgadas, polegada, polegadas
[ft_i]: foot, feet, fuß, pied, pieds, pie, pies, pé, pés
[yd_i]: yard, yards
[mi_i]: mile, miles, meile, meilen, mille, milles, milla, millas, milha, milhas
[nmi_i]: nautical mile, nautical miles, seemeile, seemeilen
[acr_us]: acre, acres
har: hectare, hectares, hektar, hectárea, hectáreas
m2: square meter, square meters, square metre, square metres, quadratmeter, mètre carré, mètres carrés, metro cuadrado, metros cuadrados, metro quadrado, metros quadrados
km2: square kilometer, square kilometers, square kilometre, square kilometres, quadratkilometer
[sft_i]: square foot, square feet
[smi_us]: square mile, square miles
m3: cubic meter, cubic meters, cubic metre, cubic metres, kubikmeter, mètre cube, mètres cubes, metro cúbico, metros cúbicos
cm3: cubic centimeter, cubic centimeters, cubic centimetre, cubic centimetres
[cft_i]: cubic foot, cubic feet, cu ft
Cel: degree celsius, degrees celsius, degrees c, celsius, grad celsius, centigrade, degrees centigrade, degrés celsius, grados celsius, graus celsius
[degF]: degree fahrenheit, degrees fahrenheit, degrees f, fahrenheit, grad fahrenheit
Cel [degF] deg: degree, degrees, grad, degré, degrés, grado, grados, grau, graus
K: kelvin
s: second, seconds, sekunde, sekunden, seconde, secondes, segundo, segundos
min: minute, minutes, minuten, minuto, minutos
h: hour, hours, stunde, stunden, heure, heures, hora, horas
d: day, days, tag, tage, jour, jours, día, días, dia, dias
wk: week, weeks, woche, wochen, semaine, semaines, semana, semanas
mo: month, months, monat, monate, mois, mes, meses, mês
a: year, years, jahr, jahre, an, ans, année, années, año, años, ano, anos
Pa: pascal, pascals
bar: bars
J: joule, joules
kJ: kilojoule, kilojoules
kcal cal: calorie, calories, kalorie, kalorien, caloría, calorías, caloria, calorias
kcal: kilocalorie, kilocalories, kilokalorien
W: watt, watts
kW: kilowatt, kilowatts
MW: megawatt, megawatts
kW.h: kilowatt hour, kilowatt hours, kilowatt-hours, kilowattstunde, kilowattstunden, kilowattheures
[HP]: horsepower
V: volt, volts
A: ampere, amperes, amp, amps
Ohm: ohms
Hz: hertz
N: newton, newtons
mol: mole, moles
[iU]: international unit, international units, internationale einheiten, unités internationales, unidades internacionales
U: unit, units, einheit, einheiten
bit: bits
By: byte, bytes
kBy: kilobyte, kilobytes
MBy: megabyte, megabytes
GBy: gigabyte, gigabytes
TBy: terabyte, terabytes
{beats}/min: beats per minute, beats a minute, schläge pro minute
/min: per minute, breaths per minute
{rpm}: revolutions per minute, umdrehungen pro minute
[ppm]: parts per million
[mi_i]/h: miles per hour, miles an hour
km/h: kilometers per hour, kilometres per hour, stundenkilometer
[kn_i]: knot, knots, knoten
{tbl}: tablet, tablets, tabletten, tablette, comprimé, comprimés, comprimido, comprimidos
{cap}: capsule, capsules, kapsel, kapseln, gélule, gélules, cápsula, cápsulas
[drp]: drop, drops, tropfen, goutte, gouttes, gota, gotas
{puff}: puff, puffs, hub, hübe
{unit}: piece, pieces, pcs, stück`)
}
