import { documentOf, readReports } from '@faultline/reports';
import { EVIDENCE } from '@faultline/workbench';
import { readFileSync } from 'node:fs';
for (const f of process.argv.slice(2)) { const found = readReports([readFileSync(f, 'utf8')], EVIDENCE);
 console.log(f, '\n', JSON.stringify(documentOf(found), null, 1).replace(/\n\s+(?=[-\d"\]a-z])/g, ' ')); console.log(found.reports.map(({facts, ...r}) => ({...r, readings: r.readings.length}))); }
