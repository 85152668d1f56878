import { documentOf, readReports } from '@faultline/reports';
import { EVIDENCE } from '@faultline/workbench';
import { readFileSync } from 'node:fs';
for (const text of readFileSync(process.argv[2]!, 'utf8').split('\n====\n')) { const found = readReports([text + '\n'], EVIDENCE);
 console.log('==', text.split('\n').slice(0,2).join(' | ').slice(0,150), found.refused.map((r) => r.what).join());
 for (const r of documentOf(found).reports) console.log('  ', r.lines.join('-'), r.kind, r.arch, r.config, r.release, r.profile, '**' + r.verdict, r.because.join(','), r.fault && [r.fault.code, r.fault.access, r.fault.mode, r.fault.present, r.fault.level, r.fault.space, r.fault.address, r.fault.physical, ...r.fault.patterns, ...r.fault.contradictions].join(' '), '|', r.entries.map((e) => `${e.level}:${e.kind}${e.neverSet.length ? '!' + e.neverSet : ''}${e.reserved.length ? 'R' + e.reserved : ''}${e.nearest[0] ? '~' + e.nearest[0].raw + '/' + e.nearest.length : ''}${e.patterns.join()}${e.swap ? ` ${e.swap.type}/${e.swap.name}/${e.swap.offset}` : ''} ${e.user} ${e.kernel}`).join(' '), '|', r.swapValues.map((s) => s.type + ':' + s.offset + s.matches).join(), r.counters.map((c) => c.name + c.value).join(), JSON.stringify(r.maxPhysBits), r.page && JSON.stringify(r.page), r.rule.holds, JSON.stringify(r.root));
 }
