package main
import ("os";"runtime";"fmt";"runtime/pprof";"github.com/unkeyed/errgen/gen";"time")
func main(){
 f,_:=os.Create("/tmp/s-lead/cpu.prof"); pprof.StartCPUProfile(f)
 t:=time.Now()
 mem:=func(s string){ var m runtime.MemStats; runtime.ReadMemStats(&m); fmt.Println(s, time.Since(t).Milliseconds(),"ms heap",m.HeapAlloc>>20,"sys",m.Sys>>20,"total",m.TotalAlloc>>20) }
 p,err:=gen.Load(gen.Options{Dir:os.Args[1]}); if err!=nil{panic(err)}
 mem("load")
 if _,err:=p.Findings();err!=nil{panic(err)}
 mem("findings")
 plan,err:=p.Plan(nil); if err!=nil{panic(err)}
 mem("plan")
 if len(os.Args)>2 { if err:=plan.Apply();err!=nil{panic(err)}; mem("apply") }
 pprof.StopCPUProfile(); f.Close()
 runtime.GC(); mem("gc")
 h,_:=os.Create("/tmp/s-lead/mem.prof"); pprof.WriteHeapProfile(h); h.Close(); runtime.KeepAlive(p); runtime.KeepAlive(plan)
}
