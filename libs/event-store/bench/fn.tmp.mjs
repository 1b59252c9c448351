import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os'; import { join } from 'node:path'; import pg from 'pg';
import { buildLauncher } from '../../../tools/build-launcher.mjs';
const folder = await mkdtemp(join(tmpdir(), 'mission-control-bench-')); await chmod(folder, 0o711);
const { startEmbeddedPostgres } = await import(await buildLauncher());
const postgres = await startEmbeddedPostgres({ dataDir: folder, log: console.error, durable: process.env.DURABLE==='1' });
const lib = await import('/work/main/node_modules/.cache/mission-control/event-store-bench/store.mjs');
const src = await readFile('/work/main/libs/event-store/src/postgres/schema.ts','utf8');
const c = new pg.Client({ connectionString: postgres.ownerUrl }); await c.connect();
try {
 for (const { sql } of lib.eventStoreMigrations) await c.query(`BEGIN; ${sql} COMMIT;`);
 if (process.env.VARIANT) await c.query(await readFile(process.env.VARIANT,'utf8'));
 await c.query('SET plan_cache_mode=force_generic_plan');await c.query('CREATE TABLE bare (id bigserial PRIMARY KEY, run uuid NOT NULL, data jsonb NOT NULL)');
 const pid=(await c.query('select pg_backend_pid() p')).rows[0].p;
 const cpu=async()=>{const s=await readFile(`/proc/${pid}/schedstat`,'utf8');return Number(s.split(' ')[0])/1000;};
 const env='e'.repeat(500), data=JSON.stringify({a:'x'.repeat(300),b:1,c:'y'.repeat(100)}), h='0'.repeat(64);
 const cases={
  bare: ()=>c.query({name:'bare',text:'INSERT INTO bare (run, data) VALUES ($1,$2)',values:[randomUUID(),data.replace('}',',"z":"'+'q'.repeat(400)+'"}')]}),
  fn: (i)=>{const st='run-'+randomUUID();return c.query({name:'fn',text:'SELECT * FROM event_store.append_events($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)',values:[[st],[-1],[h],[1,1],[randomUUID(),randomUUID()],[st,st],[0,1],[h,h],[env,env],[data,data]]});},
  fast: (i)=>{const st='run-'+randomUUID();return c.query({name:'fast',text:'SELECT event_store.fast($1,$2,$3,$4,$5,$6,$7,$8,$9)',values:[[st],[-1],[h],[randomUUID(),randomUUID()],[st,st],[0,1],[h,h],[env,env],[data,data]]});},
  fast2: (i)=>{const st='run-'+randomUUID();return c.query({name:'fast2',text:'SELECT event_store.fast2($1,$2,$3,$4,$5,$6,$7,$8,$9)',values:[[st],[-1],[h],[randomUUID(),randomUUID()],[st,st],[0,1],[h,h],[env,env],[data,data]]});},
  select1: ()=>c.query({name:'one',text:'SELECT 1'}),
  head: ()=>c.query({name:'hd',text:'UPDATE event_store.log_head SET position = position'}),
 };
 const N=1500;
 for(let r=0;r<4;r++) for(const [n,f] of Object.entries(cases)){ for(let i=0;i<100;i++)await f(i); const a=await cpu(),t=performance.now(); for(let i=0;i<N;i++)await f(i); console.log(n.padEnd(8),'backend cpu us',((await cpu()-a)/N).toFixed(0),'wall us',((performance.now()-t)/N*1000).toFixed(0)); }
} finally { await c.end(); await postgres.stop(); await rm(folder,{recursive:true,force:true}); }
