package lid_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func shipped(t testing.TB) *lid.Model {
	t.Helper()
	m, err := lid.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// sentences are of this project, one for each of some languages.
func sentences() map[string]string {
	return map[string]string{
		"ar": "سوف يجتمع المجلس يوم الخميس لمناقشة إصلاح الجسر القديم.",
		"bg": "Съветът ще се събере в четвъртък, за да обсъди ремонта на моста.",
		"cs": "Rada se sejde ve čtvrtek, aby projednala opravu starého mostu.",
		"da": "Byrådet mødes på torsdag for at drøfte, om den gamle bro skal repareres.",
		"de": "Der Gemeinderat trifft sich am Donnerstag, um über die Brücke zu beraten.",
		"el": "Το συμβούλιο θα συνεδριάσει την Πέμπτη για την επισκευή της γέφυρας.",
		"en": "The council will meet on Thursday to discuss how the old bridge is to be repaired.",
		"es": "El consejo se reunirá el jueves para hablar de la reparación del puente viejo.",
		"et": "Vallavolikogu koguneb neljapäeval, et arutada vana silla parandamist.",
		"fa": "شورا روز پنجشنبه برای گفتگو درباره تعمیر پل قدیمی جلسه دارد.",
		"fi": "Kunnanvaltuusto kokoontuu torstaina keskustelemaan vanhan sillan korjaamisesta.",
		"fr": "Le conseil se réunira jeudi pour parler de la réparation du vieux pont.",
		"he": "המועצה תתכנס ביום חמישי כדי לדון בתיקון הגשר הישן.",
		"hi": "परिषद गुरुवार को पुराने पुल की मरम्मत पर चर्चा करने के लिए बैठेगी।",
		"hu": "A tanács csütörtökön ül össze, hogy megvitassa a régi híd javítását.",
		"it": "Il consiglio si riunirà giovedì per discutere della riparazione del vecchio ponte.",
		"ja": "評議会は木曜日に集まり、古い橋の修理について話し合います。",
		"ko": "의회는 목요일에 모여 낡은 다리의 수리에 대해 논의할 것이다.",
		"nl": "De gemeenteraad komt donderdag bijeen om over het herstel van de oude brug te praten.",
		"pl": "Rada zbierze się w czwartek, aby porozmawiać o naprawie starego mostu.",
		"pt": "O conselho vai reunir-se na quinta-feira para discutir a reparação da ponte velha.",
		"ru": "Совет соберётся в четверг, чтобы обсудить ремонт старого моста.",
		"sv": "Kommunfullmäktige samlas på torsdag för att diskutera hur den gamla bron ska lagas.",
		"th": "สภาจะประชุมกันในวันพฤหัสบดีเพื่อหารือเรื่องการซ่อมสะพานเก่า",
		"tr": "Meclis, eski köprünün onarımını görüşmek için perşembe günü toplanacak.",
		"uk": "Рада збереться у четвер, щоб обговорити ремонт старого мосту.",
		"vi": "Hội đồng sẽ họp vào thứ Năm để bàn về việc sửa chữa cây cầu cũ.",
		"zh": "委员会将于星期四开会，讨论如何修理那座旧桥。",
	}
}

func TestShippedModelKnowsLanguages(t *testing.T) {
	t.Parallel()
	m := shipped(t)
	for code, text := range sentences() {
		if got := m.Identify(text)[0]; got.Language != code || got.Score < 0.8 {
			t.Errorf("%s: %s %.2f", code, got.Language, got.Score)
		}
	}
	if len(m.Languages) < 80 || len(m.Data) < 20 || m.Licence == "" {
		t.Errorf("%d languages, %d sources, licence %q", len(m.Languages), len(m.Data), m.Licence)
	}
}

// Probabilities add up to one, the likeliest is first, and capitals do not matter.
func TestIdentifyGivesProbabilities(t *testing.T) {
	t.Parallel()
	m := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom(words(strings.Join(texts(), " ")))).Draw(t, "text")
		guesses := m.Identify(text)
		if len(guesses) == 0 {
			if len(words(text)) > 0 {
				t.Fatal("there are words and no guesses")
			}
			return
		}
		total := 0.0
		for i, g := range guesses {
			total += float64(g.Score)
			if i > 0 && g.Score > guesses[i-1].Score {
				t.Fatal("they are not in order")
			}
		}
		if math.Abs(total-1) > 1e-3 {
			t.Fatalf("they add up to %v", total)
		}
	})
}

func texts() []string {
	var out []string
	for _, code := range []string{"de", "en", "zh", "ar", "th"} {
		out = append(out, sentences()[code])
	}
	return out
}

// What words add up to does not depend on how they are grouped.
func TestSumsAddUp(t *testing.T) {
	t.Parallel()
	m := shipped(t)
	var whole, parts, one lid.Sum
	var rows []uint32
	for s := lid.NewScanner(strings.Join(texts(), " ")); s.Next(); {
		rows = m.Word(&whole, s, rows)
		one.Reset()
		rows = m.Word(&one, s, rows)
		parts.Add(one)
	}
	if diff := cmp.Diff(whole, parts); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(m.Logits(nil, whole), m.Logits(nil, parts)) {
		t.Error("logits differ")
	}
	if p := m.Logits(nil, lid.Sum{}); slices.Max(p) != slices.Min(p) {
		t.Error("no words speak for some language")
	}
}

// Logits of the little model are what they are by hand.
func TestLogitsByHand(t *testing.T) {
	t.Parallel()
	m := little()
	sum := lid.Sum{Vector: []int32{4, -8}, Features: 8}
	// (4+8)*0.5/8 = 0.75; sharpness between 1 (4 features) and 2 (8 features) is 2
	want := []float32{2 * (0.75 + 0.25), 2 * (-0.75)}
	if diff := cmp.Diff(want, m.Logits(nil, sum)); diff != "" {
		t.Error(diff)
	}
	sum.Features = 1 // few are as four
	if diff := cmp.Diff([]float32{6 + 0.25, -6}, m.Logits(nil, sum)); diff != "" {
		t.Error(diff)
	}
}
