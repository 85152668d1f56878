import { runPath, type Path } from '@faultline/contracts';
import { writeLog, readLog } from '@faultline/event-log';
import { createMachine, equalStates, replay, snapshotState, storesOf, type Machine, type MachineState, type SimulatedMachine } from '@faultline/machine';
import { ScenarioRun, type Scenario } from '@faultline/scenario';
import { plainStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { because } from '../arch-lab/because';
import { FoldWatch } from './folds';
import { DEFAULTS, EXAMPLES, machineOf, recordingsFolder, SCENARIOS, SUBJECTS, type Subject } from './subjects';

const play = (scenario: Scenario, machine: Machine): void => {
  for (const _ of new ScenarioRun(scenario, machine).steps());
};

const headerOf = ({ architecture: { name, config, kernel } }: Subject) => ({ architecture: name, config, kernel, machine: { cpus: 1, memoryPages: 8192 } });

function logOf(subject: Subject, scenario: Scenario, wrap: (machine: SimulatedMachine) => Machine = (machine) => machine): string {
  const machine = machineOf(subject);
  play(scenario, wrap(machine));
  return [...writeLog(machine.log, headerOf(subject))].join('');
}

it.skipIf(recordingsFolder === undefined)('the scenarios that were recorded are at hand', because('no recordings'), () => {
  expect(SCENARIOS.length - EXAMPLES.length).toBeGreaterThanOrEqual(41);
});

describe.each(SUBJECTS)('after every event, on $name', (subject) => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('fold(log), live state and reference fold are equal: %s', (_name, scenario) => {
    const machine = machineOf(subject);
    const watch = new FoldWatch(machine);
    for (const _ of new ScenarioRun(scenario, machine).steps()) watch.settled();
    expect(watch.broken).toEqual([]);
    expect(watch.events).toBe(machine.log.length);
  });
});

describe.each(DEFAULTS)('a log, on $name', (subject) => {
  it('is byte-identical on two runs', () => {
    for (const scenario of SCENARIOS) expect(logOf(subject, scenario) === logOf(subject, scenario), scenario.name).toBe(true);
  });

  it('is the same whether paths run as generators or in sequence', () => {
    for (const scenario of SCENARIOS) expect(logOf(subject, scenario, throughGenerators) === logOf(subject, scenario), scenario.name).toBe(true);
  });

  it('is the same after it was written and read back', () => {
    for (const scenario of EXAMPLES) {
      const text = logOf(subject, scenario);
      const { log, header } = readLog(text);
      expect([...writeLog(log, header)].join('')).toBe(text);
    }
  });

  it('stopped at any event is the state at that event', () => {
    const scenario = EXAMPLES[0]!;
    const machine = machineOf(subject);
    const states: MachineState[] = [];
    machine.events$.subscribe(() => void states.push(snapshotState(machine.state)));
    play(scenario, machine);
    for (let to = 0; to < machine.log.length; to += 7)
      expect({ equalStates: equalStates(replay(machine.log, { ...subject, cpus: 1, memoryPages: 8192, to }), states[to]!) }).toEqual({ equalStates: true });
  });
});

describe.each(DEFAULTS)('a snapshot, on $name', (subject) => {
  it('is left alone by what its machine does next, and goes on as its machine would', () => {
    for (const scenario of EXAMPLES) {
      const machine = machineOf(subject);
      const mm = machine.spawn();
      machine.mmap(mm, { vpn: 4096, pages: 8, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
      machine.access(mm, 4097, 'write', 9);
      const snapshot = snapshotState(machine.state);
      const before = plainStores(storesOf(snapshot));
      const other = createMachine({ ...subject, memoryPages: 8192, initialState: snapshotState(snapshot) });
      play(scenario, machine);
      expect(plainStores(storesOf(snapshot))).toEqual(before);
      play(scenario, other);
      expect({ equalStates: equalStates(other.state, machine.state) }).toEqual({ equalStates: true });
    }
  });
});

/** The machine's operations as the explorer runs them, one after the other. */
function throughGenerators(machine: SimulatedMachine): Machine {
  const { paths, log } = machine;
  const run = <T>(label: string, path: Path<T>): T => {
    log.begin(label);
    try {
      return runPath(path);
    } finally {
      log.end();
    }
  };
  const like: Partial<Machine> = {
    mmap: (mm, request) => run('mmap', paths.mmap(mm, request)),
    munmap: (mm, vpn, pages) => run('munmap', paths.munmap(mm, vpn, pages)),
    mprotect: (mm, vpn, pages, prot) => run('mprotect', paths.mprotect(mm, vpn, pages, prot)),
    mremap: (mm, vpn, pages, newPages, to) => run('mremap', paths.mremap(mm, vpn, pages, newPages, to)),
    madvise: (mm, vpn, pages, advice) => run('madvise', paths.madvise(mm, vpn, pages, advice)),
    exit: (mm) => void run('exit', paths.exit(mm)),
    clearRefs: (mm, marks) => run('clearRefs', paths.clearRefs(mm, marks)),
    pin: (mm, vpn, pages, mode) => run('pin', paths.pin(mm, vpn, pages, mode)),
    unpin: (mm, hold) => run('unpin', paths.unpin(mm, hold)),
    get: (mm, vpn, pages) => run('get', paths.get(mm, vpn, pages)),
    readGot: (mm, hold) => run('readGot', paths.readGot(mm, hold)),
    dropGot: (mm, hold) => run('dropGot', paths.dropGot(mm, hold)),
    poke: (mm, target, vpn, value) => run('poke', paths.poke(mm, target, vpn, value)),
    peek: (mm, target, vpn) => run('peek', paths.peek(mm, target, vpn)),
    vmRead: (mm, target, vpn) => run('vmRead', paths.vmRead(mm, target, vpn)),
    vmWrite: (mm, target, vpn, value) => run('vmWrite', paths.vmWrite(mm, target, vpn, value)),
    fork: (mm) => run('fork', paths.fork(mm)),
    access: (mm, vpn, access, value = 0) => accessed(run('access', paths.access(mm, vpn, ACCESSES[access], true, value)), access),
    kernelAccess: (mm, vpn, access, value = 0) => accessed(run('access', paths.access(mm, vpn, ACCESSES[access], false, value)), access),
  };
  return new Proxy(machine, { get: (target, name) => like[name as keyof Machine] ?? Reflect.get(target, name) as unknown });
}

const ACCESSES = { read: 0, write: 1, exec: 2 } as const;
const accessed = (byte: number, access: string) => (byte < 0 ? { result: 'failed' } : access === 'read' ? { result: 'ok', value: byte } : { result: 'ok' });
