"""The texts that make.py has encoded: plain ones of several languages, and hostile ones."""

import random

PLAIN = [
    "The harbour office of Larvik closes at half past four on Fridays.",
    "Dr. Amélie Fournier-Roux wasn't in Besançon; she'd moved to Zürich in 1998.",
    "I'll say it's 3.14159, they've said 2,718 and we're all right, aren't we?",
    "DON'T SHOUT! It'S RuDe, You'Re OlD, We'Ll See, I'Ve hAd, I'M, he'D.",
    "Die Straßenbahn fährt über die Brücke am Gänsemarkt, nicht durchs Gässchen.",
    "A vila de São João fica a três léguas do rio, dizia o avô Simão.",
    "Kõige külmem öö oli jaanuaris, kui Jõgeva jaamas mõõdeti –43,5 °C.",
    "Пароход «Орёл» отходит из Астрахани в пятницу, а ёлки везут в субботу.",
    "Ο γιατρός από τη Χίο έφερε ένα καλάθι σύκα. ΟΔΟΣ ΑΘΗΝΑΣ, ὀξεῖα ᾳ.",
    "وصلت السفينة إلى ميناء الإسكندرية يوم الأحد، وكان الطقس جميلًا.",
    "הספרייה העירונית בחֵיפָה נסגרת בשעה שש.",
    "नदी के किनारे बसा गाँव शांत है, और स्कूल में १२३ बच्चे पढ़ते हैं।",
    "東京の南にある小さな港町で、カニとラーメンを食べました。ヴァイオリンー",
    "王小明在杭州西湖边开了一家茶馆，每天卖出３００杯龙井。𠀀𪜀𫝀",
    "서울역 앞에서 만나기로 한 김 선생님은 오지 않았다. 한글 가각힣",
    "ร้านหนังสือใกล้สะพานเปิดทุกวัน",
    "မြို့ကလေး၌ ꦗꦮ ბათუმი Երևան አዲስ አበባ ᏣᎳᎩ ꮳꮃꭹ",
    "Call +47 22 33 44 55 or write to post@example.org, see https://example.org/a?b=c_d#e-f.",
    "for (int i=0; i<10; ++i) { x[i] *= 2; } // snake_case camelCase __init__\n\tdef f(a, b):\n\t\treturn a**b\n",
    "Price: $5.00, €7,50 or £3¾ — that's “cheap”, isn't it?  (Well… ½ off!)",
    "unaffable unhappiness antidisestablishmentarianism",
    "a b c  d   e    f     g",
    "one\ntwo\r\nthree\r\r\nfour \n \n five\t\tsix \u00a0 seven\u3000eight",
]

HOSTILE = [
    "",
    " ",
    "  ",
    "\n",
    "\t \r\n",
    "\x00",
    "a\x00b\x01c\x7fd\x80e\x9ff",
    "\x01leading control, and trailing\x02",
    "\ufeffbyte order mark \ufeff inside",
    "zero\u200bwidth\u200cjoin\u200der\u200e\u200f\u2060 soft\u00adhyphen",
    "line\u2028para\u2029next\u0085end",
    "\u1680ogham \u2000\u2001\u2002\u200a thin \u202f \u205f \u180e",
    "replacement \ufffd\ufffd and \ufffe \uffff",
    "private \ue000 \U000f0000 \U0010ffff unassigned \u0378 \U000e0080",
    "e\u0301 \u00e9 e\u0323\u0301 e\u0301\u0323 \u1eb9\u0301 \u00e9\u0323 \u1ebf \u1ec7",
    "\u0301starts with a mark, \u0344\u0323\u0344",
    "A\u030a\u0301 \u212b \u01fb q\u0307\u0323 d\u0307\u0323 \u1e0b\u0323",
    "Z" + "\u0351\u0316\u0329\u035c\u0300\u0334" * 12 + "a" + "\u0308\u0345" * 20 + "lgo",
    "\u1100\u1161\u11a8 \uac00\u11a8 \u1100\u1161 \uac01 \u1100\ud55c \ua960\ud7b0",
    "\ufb01ne \ufb03 \u0132sselmeer \u01c6 \u2126 \u212a \u2122 \u00bd \u2460 \u3392 \ufdfa",
    "ＦＵＬＬ　ｗｉｄｔｈ　１２３　！？ ｶﾞｷﾞ ﾊﾟ ㍿ ㌔ ㋿",
    "\u0130stanbul \u0131\u015f\u0131k I\u0307 \u1e9e \u00df \u017f'\u017f it'\u017f \u03a3\u03c2 \u01c5 \u1f88 \u10a0 \u13a0 \uab70 \ua7c5 \U00010400",
    "x\u00b2 x\u2082 \u2155 \u2167 \u2188 \u0663\u0966 \u3007 \u5341 \U0001d7d8 \U0001f10d \u4e00\u00bd1",
    "\u0903\u093e\u0bcd\u20dd\u302e\u302f \u0ac9\u1b04 \u1037\u1039\u103a \U0001d165 \U0001d15e\U0001d16d",
    "\u0958\u095c\u09dc\u0a33 \u2adc \ufb1d\ufb2e \u0f43 \U0001d15f \uf900 \ufa0e \U0002f800 \U0002fa1d",
    "😀 👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇳🇴🇩🇪🇫 👍🏽 ❤️ 1️⃣ \U0001fae8",
    "«quoted» ‚low‘ „Gänse“ ‹x› ¡hola! ¿qué? 、。・〽 ٪؛ । ፡ ᠀ ⁂ ‽ ⸮ ﹏ ＿ ~^`|<>=+$",
    "a'b 'c' ''s 's 't're' d'll ' ll 'l 'v 're've'm",
    "    leading, trailing    ",
    "x" * 99 + " " + "y" * 100 + " " + "z" * 101 + " " + "é" * 100 + " " + "ü" * 101,
    "ab" * 60,
    "a " * 30,
    "a" * 70,
    "1234567890 12 123 1234 12345 ٣٣٣٣٣ 1a2b3c",
    "▁under▁lined ▁▁ ▁ a▁b ▁",
    "<s>at the start</s> and <s> </s> between <mask> masks<mask>. < s > <S>",
    "[CLS] bracketed [SEP][SEP] words [MASK], [mask] [UNK] [ CLS ] x[CLS]y",
    "NEWTOKEN newtoken a newtoken, xnewtokenx _newtoken newtoken1 éNewtoken  newtoken  ",
    "<left>   <left>a <left>  b<right>   <right>c  <both>  <both>d  <word> e<word>f <word>",
    "<0x41><0x00> <unk> <unk>x Ġ Ċ Ġtoken âĢĻ ##ing ## ##",
    "  double  spaces   here    ",
    "caf\u00e9\u0301 \u0915\u094d\u0937 \u0e01\u0e33 \u0f71\u0f72 \u11b5\u1100",
    "\r\n\r\n  \r \n x\r\ny\r",
    "a\u0300\u0315\u0300\u05ae\u0062 \u0061\u0315\u0300\u05ae\u0300b",
    "\U0001e08f \u0897 \U00010d69 \u1df6 \u1ab0\u1ac1 \U0001e947 \u08d3",
    "\u19b0\u19b0 \u0f0b\u0f0d \u3131\u3163 \uffa1\uffc2",
    "mixed русский中文العربيةไทย한국어 123abc абв",
    "\u2581\u2581word\u2581 \u2581 \u2581",
    "end with space and newline \n",
    "a\u08d4\u0323 \u302e\u0301\u0323b Ä\U0001d165\u0301 \u302f",
]


def noise(n):
    """Random strings of characters that mean something to some part."""
    rand = random.Random(7)
    pools = [
        " abcdeABCE'.,!-012_", " \t\n\r\u00a0\u3000\u2028", "éèüñßıİſÅåΣσςЁё", "\u0300\u0301\u0308\u0323\u0327\u0334\u0345\u05b0\u064b",
        "中文字漢日本ひらカナーヴ", "가각한글\u1100\u1161\u11a8", "ﬁﬀ①½²㎏ＡａｱﾞĲ", "\x00\x01\x7f\u200b\u200d\ufeff\ufffd\u00ad",
        "▁<>s/[]#ĠĊ", "😀👍🏽🇳🇴❤️", "नदीकि्शไทยাঅ",
    ]
    for _ in range(n):
        some = rand.sample(pools, rand.randint(1, 4))
        yield "".join(rand.choice(rand.choice(some)) for _ in range(rand.randint(1, 40)))


def every():
    return PLAIN + HOSTILE + list(noise(30))
