package schema

import (
	"fmt"
	"testing"
	"time"
)

type rule struct {
	Label string  `json:"label" required:"true" doc:"the label"`
	Score float64 `json:"score" default:"0.5" min:"0" max:"1"`
	Sub   []rule  `json:"sub"`
}
type opts struct {
	Mode  string        `json:"mode" enum:"flat,nested" default:"flat"`
	Rules []rule        `json:"rules"`
	T     time.Duration `json:"t" default:"10s" min:"1ms"`
	Size  int64         `json:"size" format:"size" default:"128KiB" max:"1MiB"`
	Run   struct {
		N uint8 `json:"n" default:"3"`
	} `json:"run"`
	M map[string]float64 `json:"m" min:"1"`
}

func TestTry(t *testing.T) {
	raw, err := Of(&opts{})
	fmt.Println(string(raw), err)
	var o opts
	fmt.Println(Decode([]byte(`{"rules":[{"label":"a","sub":[{"label":"x"}]}],"run":{"n":3.0}}`), &o))
	fmt.Printf("%+v\n", o)
	fmt.Println(Decode([]byte(`{"mod":1,"rules":[{"scor":"a","sub":[{"label":4, "score":"2"}]}],"t":"0s","size":"3MiB","m":{}, "run":{"n":1e300},"mode":"nestd"}`), &o))
}
