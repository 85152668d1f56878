import type { Action } from '../perform';
import { apply } from './apply';
import { bits } from './bits';
import { compare } from './compare';
import { conformance } from './conformance';
import { decode } from './decode';
import { encode } from './encode';
import { explore } from './explore';
import { fault } from './fault';
import { legend } from './legend';
import { newArch } from './new-arch';
import { oops } from './oops';
import { replay } from './replay';
import { rule } from './rule';
import { run } from './run';
import { steps } from './steps';
import { verify } from './verify';
import { walk } from './walk';

/** Every subcommand, loaded at once; `lazy.ts` loads one. */
export const COMMANDS = {
  run, compare, verify, decode, encode, apply, bits, explore, conformance, 'new-arch': newArch, walk, rule, steps, replay, legend, oops, fault,
} satisfies Readonly<Record<string, Action>>;

export type CommandName = keyof typeof COMMANDS;
