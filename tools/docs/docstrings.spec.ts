import { CATALOGUE } from '@faultline/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicMembers } from './docstrings';

let members: ReadonlyMap<string, string>;
beforeAll(() => void (members = publicMembers()), 120_000);

describe('what an editor shows over a member of a public interface', () => {
  it('is a sentence, for every event field, option and result', () => {
    expect(members.size).toBeGreaterThan(500);
    expect([...members].filter(([, sentence]) => !/[.?!:;)`…]$/.test(sentence.trim())).map(([member]) => member)).toEqual([]);
  });
  it.each(CATALOGUE)('$name: its sentence, and what the catalogue says of its fields', ({ name, about, fields, says = {} }) => {
    expect(members.get(`${name}.type`)).toBe(about);
    for (const field of Object.keys(fields)) expect(members.get(`${name}.${field}`)).toContain(says[field] ?? '');
  });
});
