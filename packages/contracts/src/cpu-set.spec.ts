import { ArgumentError } from './check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuSet, cpusOf, firstCpus, hasCpu, isOnlyCpu, MAX_CPUS, nextCpu, withCpu } from './cpu-set';

const cpu = fc.nat(MAX_CPUS - 1);
const cpus = fc.uniqueArray(cpu, { maxLength: MAX_CPUS });
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

describe('a set of CPUs', () => {
  it('is known by its members, up to CPU 63', () => {
    fc.assert(fc.property(cpus, cpu, (list, one) => {
      expect(cpusOf(cpuSet(...list))).toEqual(ascending(list));
      expect(hasCpu(cpuSet(...list), one)).toBe(list.includes(one));
      expect(isOnlyCpu(cpuSet(...list), one)).toBe(list.length === 1 && list[0] === one);
    }));
  });

  it('is walked from any CPU on', () => {
    fc.assert(fc.property(cpus, fc.nat(MAX_CPUS), (list, from) => {
      expect(nextCpu(cpuSet(...list), from)).toBe(ascending(list).find((each) => each >= from) ?? -1);
    }));
  });

  it('with one CPU more has that, too; it is the same set where it had it', () => {
    fc.assert(fc.property(cpus, cpu, (list, one) => {
      const set = cpuSet(...list);
      expect(cpusOf(withCpu(set, one))).toEqual(ascending([...new Set([...list, one])]));
      expect({ same: withCpu(set, one) === set }).toEqual({ same: list.includes(one) });
    }));
  });

  it.each([64, 65, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('has no CPU %d, and takes none', (no) => {
    const all = firstCpus(64);
    for (const taken of [() => cpuSet(no), () => cpuSet(0, no), () => withCpu(all, no)]) expect(taken).toThrow(new ArgumentError('cpu', no, 'a whole number from 0 to 63'));
    expect([hasCpu(all, no), isOnlyCpu(cpuSet(0), no), isOnlyCpu(cpuSet(63), no), isOnlyCpu(cpuSet(32), no)]).toEqual([false, false, false, false]);
  });

  it.each([65, -1, 1.5, Number.NaN])('of a machine cannot be the first %d', (count) => {
    expect(() => firstCpus(count)).toThrow(new ArgumentError('count', count, 'a whole number from 0 to 64'));
  });

  it('of a machine has the first ones', () => {
    expect([cpusOf(firstCpus(3)), firstCpus(32), firstCpus(33), firstCpus(64)])
      .toEqual([[0, 1, 2], { lo: -1, hi: 0 }, { lo: -1, hi: 1 }, { lo: -1, hi: -1 }]);
  });
});
