import { isScalar, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import type { ScenarioErrorCode } from './errors';
import { offsetOf, type Source } from './source';

/** What to do about a tag, whether YAML knows it or not. */
export const TAG_REMEDY = 'leave the tag out';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A key must be a word that reaches no prototype. Tells whether it is. */
function checkKey({ mistakes }: Source, { key }: Pair): boolean {
  const offset = offsetOf(key) ?? 0;
  const word = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
  if (word === undefined) mistakes.add(() => ({ code: 'wrong-type', offset, message: 'a key is a word', remedy: 'write it as KEY: VALUE' }));
  else if (FORBIDDEN_KEYS.has(word)) mistakes.add(() => ({ code: 'forbidden-key', offset, message: `the key '${word}' is not allowed`, remedy: 'use another name' }));
  else return true;
  return false;
}

function checkTwice({ mistakes }: Source, { items }: YAMLMap): void {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    const value: unknown = isScalar(key) ? key.value : key;
    if (seen.has(value)) mistakes.add(() => ({ code: 'duplicate-key', offset: offsetOf(key) ?? 0, message: `the key '${String(value)}' stands here twice`, remedy: 'keep one of them' }));
    seen.add(value);
  }
}

/**
 * No aliases, no anchors, no tags, no keys that reach a prototype, none twice.
 * @throws ScenarioError for what makes the rest unreadable; a key that stands twice does not
 */
export function checkTricks(source: Source): void {
  const { mistakes } = source;
  let readable = true;
  const trick = (message: string, remedy: string, node: Node, code: ScenarioErrorCode = 'alias'): void => {
    readable = false;
    mistakes.add(() => ({ code, offset: offsetOf(node) ?? 0, message, remedy }));
  };
  const anchors = new Set<string>();
  const checkProperties = (node: Node & { anchor?: string; tag?: string }): void => {
    if (node.tag !== undefined) trick('YAML tags are not allowed', TAG_REMEDY, node, 'syntax');
    if (!node.anchor) return;
    anchors.add(node.anchor);
    trick('YAML anchors are not allowed', 'write the value out, here and where it is used', node);
  };
  visit(source.document, {
    Alias: (_key, node) => (anchors.has(node.source) ? undefined : trick('YAML aliases are not allowed', 'write the value out', node)),
    Value: (_key, node) => checkProperties(node as Node),
    Map: (_key, map) => {
      checkProperties(map as Node);
      for (const pair of map.items) readable = checkKey(source, pair) && readable;
      checkTwice(source, map);
    },
  });
  if (!readable) source.refuse();
}
