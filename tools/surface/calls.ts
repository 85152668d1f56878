import { x86_64 } from '@faultline/arch-x86';
import { x86Evidence } from '@faultline/arch-x86/evidence';
import { createMmu } from '@faultline/arch-x86/mmu';
import { arm64 } from '@faultline/arch-arm64';
import { mmuFor as arm64MmuFor } from '@faultline/arch-arm64/mmu';
import { riscv } from '@faultline/arch-riscv';
import { mmuFor as riscvMmuFor } from '@faultline/arch-riscv/mmu';
import { s390 } from '@faultline/arch-s390';
import { architecture as toy } from '@faultline/arch-toy';
import { bitsDiff, bulkOf } from '@faultline/codec-kit';
import { checkConformance, conformance } from '@faultline/conformance';
import { cpuSet, firstCpus, plainEvent, profileOf, withSwitches, type MmEvent } from '@faultline/contracts';
import { createCore } from '@faultline/core-mm';
import { EventLog, printHeader, readLog, writeLog } from '@faultline/event-log';
import { explore, RACES, replayRun } from '@faultline/explore';
import { createMachine, follower, hashState, journalOf, packState, replay, snapshotState, storesOf } from '@faultline/machine';
import { createGather } from '@faultline/mmu-gather';
import { folderOf, newArch } from '@faultline/new-arch';
import { answer, foretell, mappingAt, mappings, pageTables, readDump, userRange } from '@faultline/pagetables';
import { addressSpaces, leavesOf, projection } from '@faultline/projections';
import { referenceFold } from '@faultline/projections/reference';
import { documentOf, readReports } from '@faultline/reports';
import { missing, parseDocument, parseScenario, runDocument } from '@faultline/scenario';
import { entryText, eventText, sizeText } from '@faultline/texts';
import { chooseArchitecture } from '@faultline/workbench';
import { EMPTY, of, type Observable } from 'rxjs';

/** A call as JavaScript may make it: names of its arguments, such as are right, and what of the wrong ones is right for each. */
export interface PublicCall {
  readonly name: string;
  readonly call: (...args: never[]) => unknown;
  /** In order; an option is one key of the last argument. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The arguments are keys of one options object. */
  readonly options?: true;
  /** Of the wrong values, by argument: those that it takes. */
  readonly takes?: Readonly<Record<string, readonly unknown[]>>;
  /** What a message may call an argument, other than by its name. */
  readonly called?: Readonly<Record<string, RegExp>>;
}

const architecture = x86_64();
const anon = { vpn: 16, pages: 4, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' } as const;
const MEMORY = 1024;

/** A fresh core with a mapping, and its mm. */
const core = createCore({ architecture, memoryPages: MEMORY });
const mm = core.createMm();
core.mmap(mm, anon);
core.fault(mm, 16, 'write');
const machine = createMachine({ architecture, createMmu, memoryPages: MEMORY });
const process = machine.spawn();
machine.mmap(process, anon);
const entry = architecture.codec.decode(0, 0x8000000000105867n);
const events = [...core.log.events()];
const spaces = addressSpaces(architecture);
const header = { architecture: 'x86-64', config: 'l4', kernel: '6.2', machine: { cpus: 1, memoryPages: MEMORY } };
const SCENARIO = 'name: one\nabout: one write\nsteps:\n  - mmap: {proc: A, as: m, pages: 1, prot: rw, share: private, backing: anon}\n';
const DUMP = JSON.stringify({
  format: 1, name: 'tiny', arch: 'x86_64', kernel: '6.2.12', config: { pageSize: 4096, levels: 4, vaBits: 48 },
  root: { table: '0x1000', size: 512, level: 4, firstIndex: 0, endIndex: 256 }, tables: { '0x1000': { level: 4, size: 512, fill: '0x0', e: {} } },
});
const dump = readDump(DUMP);
const tables = pageTables(dump, architecture);
const race = RACES.get('free-before-flush')!;

/** Throws what a stream that is over at once ends in. */
function failing(stream: Observable<unknown>): void {
  let failure: unknown;
  stream.subscribe({ error: (error) => (failure = error) });
  if (failure !== undefined) throw failure;
}

const SPACE = { mm: /^mm is|there is no address space/ };
/** `{}` and a missing value are fine where everything can be left out. */
const NOTHING = [undefined, {}];
const flushes$ = EMPTY;
const context = { flushes$, log: new EventLog(), cpus: firstCpus(1), cpuMask: () => cpuSet(0) };
const factories = { x86_64, arm64, riscv, s390, toy } as const;

const calls = (target: typeof core | typeof machine, of: string, id: number): PublicCall[] => [
  { name: `${of}.mmap`, call: target.mmap.bind(target), args: { mm: id, request: anon }, called: { ...SPACE, request: /request|vpn/ } },
  { name: `${of}.mmap({…})`, call: (request: object) => target.mmap(id, request as never), options: true, args: { ...anon, populate: false, noreserve: false },
    takes: { populate: [undefined], noreserve: [undefined], vpn: [1e12], pages: [1e12] } },
  { name: `${of}.munmap`, call: target.munmap.bind(target), args: { mm: id, vpn: 99, pages: 1 }, takes: { vpn: [1e12], pages: [1e12] }, called: SPACE },
  { name: `${of}.mprotect`, call: target.mprotect.bind(target), args: { mm: id, vpn: 99, pages: 1, prot: anon.prot }, takes: { vpn: [1e12], pages: [1e12] }, called: SPACE },
  { name: `${of}.mremap`, call: target.mremap.bind(target), args: { mm: id, vpn: 99, pages: 1, newPages: 2, to: { vpn: 300, dontUnmap: false } },
    takes: { vpn: [1e12], pages: [1e12], newPages: [1e12, -1], to: [undefined] }, called: SPACE },
  { name: `${of}.madvise`, call: target.madvise.bind(target), args: { mm: id, vpn: 99, pages: 1, advice: 'dontneed' }, takes: { vpn: [1e12], pages: [1e12] }, called: SPACE },
  { name: `${of}.fork`, call: target.fork.bind(target), args: { mm: id }, called: SPACE },
  { name: `${of}.exit`, call: target.exit.bind(target), args: { mm: target.fork(id).mm }, called: SPACE },
  { name: `${of}.view.vmas`, call: target.view.vmas.bind(target.view), args: { mm: id }, called: SPACE },
  { name: `${of}.view.entry`, call: target.view.entry.bind(target.view), args: { mm: id, vpn: 16 }, takes: { vpn: [1e12] }, called: SPACE },
  { name: `${of}.view.nextCovered`, call: target.view.nextCovered.bind(target.view), args: { mm: id, vpn: 0, end: 32 }, takes: { vpn: [1e12], end: [1e12] }, called: SPACE },
  { name: `${of}.view.page`, call: target.view.page.bind(target.view), args: { pfn: 300 } },
  { name: `${of}.view.faults`, call: target.view.faults.bind(target.view), args: { mm: id }, called: SPACE },
  { name: `${of}.view.counters`, call: target.view.counters.bind(target.view), args: { mm: id }, called: SPACE },
  { name: `${of}.view.tableBytes`, call: target.view.tableBytes.bind(target.view), args: { mm: id }, called: SPACE },
  { name: `${of}.log.stream`, call: target.log.stream.bind(target.log), args: { type: 'EntrySet' } },
  { name: `${of}.log.at`, call: target.log.at.bind(target.log), args: { seq: 0 }, called: { seq: /there is no event/ } },
  { name: `${of}.log.events`, call: (from: number, to: number) => [...target.log.events(from, to)], args: { from: 0, to: 1 }, takes: { from: [undefined], to: [undefined, 1e12] }, called: { from: /there is no event/, to: /^to is/ } },
  { name: `${of}.log.forEachRecord`, call: target.log.forEachRecord.bind(target.log), args: { visit: () => undefined, from: 0, to: 1 }, takes: { from: [undefined], to: [undefined, 1e12] },
    called: { from: /there is no event/, to: /^to is/ } },
];

/** What callers of the packages call: every function that makes something or answers, with its options one by one. */
export const PUBLIC_CALLS: readonly PublicCall[] = [
  { name: 'profileOf', call: profileOf, args: { name: '6.2' }, called: { name: /there is no kernel profile/ } },
  { name: 'withSwitches', call: withSwitches, args: { profile: profileOf('6.2'), choice: {} }, takes: { choice: [{}] } },
  { name: 'withSwitches({…})', call: (choice: object) => withSwitches(profileOf('6.2'), choice), options: true, args: { with: [], without: [] }, takes: { with: [undefined], without: [undefined] } },
  { name: 'cpuSet', call: cpuSet, args: { cpu: 1 } },
  { name: 'firstCpus', call: firstCpus, args: { count: 2 } },
  ...Object.entries(factories).flatMap(([name, make]): PublicCall[] => [
    { name, call: make as never, args: { options: {} }, takes: { options: NOTHING } },
    { name: `${name}({…})`, call: make as never, options: true, args: { kernel: '6.2', config: make().config }, takes: { kernel: [undefined], config: [undefined] },
      called: { config: /config|geometry|configuration/ } },
    { name: `${name}().codec.decode`, call: make().codec.decode, args: { level: 0, raw: 0n }, takes: { raw: [5n] } },
  ]),
  { name: 'arm64 mmuFor', call: arm64MmuFor, args: { architecture: arm64() } },
  { name: 'riscv mmuFor', call: riscvMmuFor, args: { architecture: riscv() } },
  { name: 'createMmu', call: createMmu as never, args: { context }, called: { context: /context|flushes/ } },
  { name: 'createMmu({…})', call: createMmu as never, options: true, args: { flushes$, log: new EventLog(), cpus: firstCpus(1), cpuMask: () => cpuSet(0) }, takes: { cpus: [{}] } },
  { name: 'bitsDiff', call: bitsDiff, args: { a: entry, b: entry } },
  { name: 'new EventLog', call: (options: never) => new EventLog(options), args: { options: {} }, takes: { options: NOTHING } },
  { name: 'new EventLog({…})', call: (options: object) => new EventLog(options), options: true, args: { fold: undefined, checked: true, retain: true, firstSeq: 0, chunkWords: 256 },
    takes: { fold: [undefined], checked: [undefined], retain: [undefined], firstSeq: [undefined], chunkWords: [undefined] } },
  { name: 'readLog', call: readLog, args: { source: [printHeader(header)], options: {} }, takes: { source: ['wirte'], options: NOTHING } },
  { name: 'readLog(…, {…})', call: (options: object) => readLog([printHeader(header)], options), options: true, args: { maxEvents: 9 }, takes: { maxEvents: [undefined, 1e12] } },
  { name: 'printHeader', call: printHeader, args: { header }, called: { header: /header/ } },
  { name: 'writeLog', call: (log: never, of: never) => [...writeLog(log, of)], args: { log: core.log, header } },
  { name: 'createCore', call: createCore, args: { options: { architecture } }, called: { options: /options|architecture/ } },
  { name: 'createCore({…})', call: (options: object) => createCore(options as never), options: true,
    args: { architecture, memoryPages: MEMORY, profile: undefined, gather: undefined, host: undefined },
    takes: { memoryPages: [undefined], profile: [undefined], gather: [undefined], host: [undefined] } },
  { name: 'core.fault', call: core.fault.bind(core), args: { mm, vpn: 16, access: 'read' }, takes: { vpn: [1e12] }, called: SPACE },
  ...calls(core, 'core', mm),
  { name: 'createGather', call: createGather, args: { options: { host: { freePage: () => undefined } } }, called: { options: /options|host/ } },
  { name: 'createGather({…})', call: (options: object) => createGather(options as never), options: true,
    args: { host: { freePage: () => undefined }, policy: undefined, profile: undefined, smp: true, pageShift: 12 },
    takes: { policy: [undefined], profile: [undefined], smp: [undefined], pageShift: [undefined] } },
  ...gatherCalls(),
  { name: 'createMachine', call: createMachine, args: { options: { architecture, createMmu } }, called: { options: /options|architecture/ } },
  { name: 'createMachine({…})', call: (options: object) => createMachine(options as never), options: true,
    args: { architecture, createMmu, cpus: 1, memoryPages: MEMORY, profile: undefined, retainLog: true, checked: true, logChunkWords: 256, firstSeq: 0, initialState: undefined },
    takes: Object.fromEntries(['cpus', 'memoryPages', 'profile', 'retainLog', 'checked', 'logChunkWords', 'firstSeq', 'initialState'].map((name) => [name, [undefined]])) },
  { name: 'machine.access', call: machine.access.bind(machine), args: { mm: process, vpn: 16, access: 'write', value: 1 }, takes: { vpn: [1e12], value: [undefined] }, called: SPACE },
  { name: 'machine.kernelAccess', call: machine.kernelAccess.bind(machine), args: { mm: process, vpn: 16, access: 'write', value: 1 }, takes: { vpn: [1e12], value: [undefined] }, called: SPACE },
  { name: 'machine.on', call: machine.on.bind(machine), args: { cpu: 0 }, called: { cpu: /there is no CPU/ } },
  { name: 'machine.threadOn', call: machine.threadOn.bind(machine), args: { cpu: 0 }, called: { cpu: /there is no CPU/ } },
  { name: 'machine.later', call: machine.later.bind(machine), args: { operation: () => undefined }, called: { operation: /what is left for later/ } },
  ...calls(machine, 'machine', process),
  { name: 'createMachine of an MMU half', call: (half: never) => createMachine({ architecture, createMmu: () => half }), args: { half: createMmu(context) }, called: { half: /^what createMmu returned/ } },
  ...Object.entries({ snapshotState, storesOf, hashState, journalOf, packState, follower }).map(([name, call]): PublicCall => ({ name, call, args: { state: machine.state } })),
  { name: 'log.append', call: (event: never) => new EventLog().append(event), args: { event: events[0] }, called: { event: /event|unknown kind/ } },
  { name: 'replay', call: replay, args: { log: core.log, options: { architecture, memoryPages: MEMORY, cpus: 1 } }, called: { options: /options|architecture/ } },
  { name: 'replay(…, {…})', call: (options: object) => replay(core.log, options as never), options: true, args: { architecture, memoryPages: MEMORY, cpus: 1, to: 0 }, takes: { to: [undefined, -1, 1e12] } },
  { name: 'projection', call: projection as never, args: { initial: {}, handlers: {} }, takes: { initial: [{}], handlers: [{}] } },
  { name: 'projection({}, {…})', call: ((handlers: object) => projection({}, handlers)) as never, options: true, args: { EntrySet: () => undefined } },
  { name: 'projection(…).evolve', call: (state: object, event: never) => projection({}, {}).evolve(state, event), args: { state: {}, event: events[0] }, takes: { state: [{}] } },
  { name: 'projection(…).changes', call: (event: MmEvent) => failing(projection({}, {}).changes(of(event))), args: { event: events[0] } },
  { name: 'addressSpaces', call: addressSpaces, args: { architecture } },
  { name: 'leavesOf', call: leavesOf, args: { space: events.reduce(spaces.evolve, spaces.initial)[mm], architecture } },
  { name: 'parseScenario', call: parseScenario, args: { text: SCENARIO, file: 'one.yaml' }, takes: { file: ['wirte'] }, called: { text: /text|scenario/ } },
  { name: 'runDocument', call: runDocument, args: { scenario: parseScenario(SCENARIO, 'one.yaml'), machine: createMachine({ architecture, createMmu, memoryPages: MEMORY }) } },
  { name: 'explore', call: explore, args: { options: { race, architecture, createMmu, maxStates: 2 } }, called: { options: /options|race/ } },
  { name: 'explore({…})', call: (options: object) => explore({ maxStates: 2, ...options } as never), options: true,
    args: { race, architecture, createMmu, profile: undefined, maxStates: 2, maxDepth: 2 }, takes: { profile: [undefined], maxStates: [undefined], maxDepth: [undefined] } },
  { name: 'replayRun', call: replayRun, args: { options: { race, architecture, createMmu }, run: [] }, called: { options: /options|race/ } },
  { name: 'checkConformance({…})', call: (options: object) => checkConformance(architecture, { laws: [], ...options }), options: true, args: { laws: [], seed: 1, runs: 1 },
    takes: { laws: [undefined], seed: [undefined, -1], runs: [undefined] } },
  { name: 'conformance', call: (runner: never, options: never) => conformance(architecture, runner, options), args: { runner: { describe: () => undefined, it: () => undefined }, options: {} }, takes: { options: NOTHING } },
  { name: 'readDump', call: readDump, args: { text: DUMP }, called: { text: /text|JSON/i } },
  { name: 'pageTables', call: pageTables, args: { dump, architecture } },
  { name: 'mappings', call: (of: never) => [...mappings(of)], args: { tables } },
  { name: 'mappingAt', call: mappingAt, args: { tables, va: 0n }, takes: { va: [5n] } },
  { name: 'answer', call: answer, args: { tables, va: 0n }, takes: { va: [5n] } },
  { name: 'foretell', call: foretell, args: { tables, va: 0n, access: 0, overlay: new Map(), pkru: 0 }, takes: { va: [5n], overlay: [undefined], pkru: [undefined] } },
  { name: 'readReports', call: readReports as never, args: { pieces: ['x'], makers: [x86Evidence], options: {} }, takes: { options: NOTHING, pieces: [] } },
  { name: 'readReports(…, {…})', call: (options: object) => readReports(['x'], [x86Evidence], options as never), options: true, args: { arch: 'x86-64', config: 'l4', release: '6.1.59', physBits: 46, os: 'linux', limit: 5 },
    takes: { arch: [undefined], config: [undefined, 'wirte'], release: [undefined, 'wirte'], physBits: [undefined], os: [undefined], limit: [undefined] } },
  { name: 'documentOf', call: documentOf, args: { found: readReports(['x'], [x86Evidence]) } },
  { name: 'newArch', call: newArch, args: { name: 'mips', home: 'standalone' }, takes: { name: ['wirte'] } },
  { name: 'folderOf', call: folderOf, args: { name: 'mips' }, takes: { name: ['wirte'] } },
  { name: 'plainEvent', call: plainEvent, args: { event: events[0] } },
  { name: 'bulkOf', call: bulkOf, args: { architecture } },
  { name: 'userRange', call: userRange, args: { tables } },
  { name: 'referenceFold', call: referenceFold, args: { architecture } },
  { name: 'missing', call: missing, args: { scenario: parseScenario(SCENARIO, 'one.yaml') } },
  { name: 'parseDocument', call: parseDocument, args: { text: '{"scenario":"one","kernel":"6.2","arch":"x86_64","pmdPages":512,"steps":[]}', file: 'one.json' }, takes: { file: ['wirte'] },
    called: { text: /text|JSON/ } },
  { name: 'chooseArchitecture', call: chooseArchitecture as never, args: { text: 'arm64', kernel: '6.2', config: '4k-48' }, takes: { kernel: [undefined], config: [undefined] },
    called: { text: /text|there is no architecture/, config: /config|geometry/ } },
  { name: 'eventText', call: eventText, args: { event: events[0] } },
  { name: 'entryText', call: entryText, args: { entry } },
  { name: 'sizeText', call: sizeText, args: { bytes: 4096n }, takes: { bytes: [5n] } },
];

function gatherCalls(): PublicCall[] {
  const gather = createGather({ host: { freePage: () => undefined } });
  const id = gather.begin();
  return [
    { name: 'gather.begin', call: gather.begin.bind(gather), args: { mm: 1 }, takes: { mm: [undefined] } },
    { name: 'gather.unmap', call: gather.unmap.bind(gather), args: { gather: id, vpn: 1, frame: 1 }, takes: { vpn: [1e12] }, called: { gather: /gather/ } },
    { name: 'gather.finish', call: gather.finish.bind(gather), args: { gather: id }, called: { gather: /gather/ } },
  ];
}
