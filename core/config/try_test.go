package config
import ("testing";"context";"fmt")
func TestTry(t *testing.T){
 p,l:=Load(context.Background(),"testdata/pipelines/support.yaml",testOptions(t,"run.window=9"))
 fmt.Println(l)
 if p==nil {return}
 for _,s:=range p.Stages { fmt.Printf("%+v\n%s\n",s,s.With)}
 for _,v:=range p.Effective(){ fmt.Println(v.Pointer,string(v.JSON),v.Origin)}
 fmt.Println(p.Digest(), p.Run, p.Tests)
}
