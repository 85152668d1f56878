import { documentOf, readReports } from '@faultline/reports';
import { EVIDENCE } from '@faultline/workbench';
import { readFileSync } from 'node:fs';
for (const f of process.argv.slice(2)) { const text = readFileSync(f, 'utf8'); const found = readReports([text], EVIDENCE);
 console.log('==', f, text.split('\n').slice(0,2).join(' | ').slice(0,150));
 for (const r of documentOf(found).reports) console.log('  ', r.lines.join('-'), r.kind, r.arch, r.config, r.release, r.profile, r.verdict, r.because.join(','), r.fault && [r.fault.code, r.fault.access, r.fault.mode, r.fault.present, r.fault.level, r.fault.address, r.fault.physical, ...r.fault.patterns, ...r.fault.contradictions].join(' '), r.entries.map((e) => `${e.level}:${e.kind}${e.neverSet.length ? '!' + e.neverSet : ''}${e.nearest[0] ? '~' + e.nearest[0].raw + '/' + e.nearest.length : ''}${e.patterns.join()}`).join(' '), r.swapValues.map((s) => s.type + ':' + s.offset + s.matches).join(), r.counters.map((c) => c.name + c.value).join(), JSON.stringify(r.maxPhysBits), r.page && JSON.stringify(r.page), r.rule.holds);
 }
