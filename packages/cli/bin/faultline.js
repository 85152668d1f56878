#!/usr/bin/env node
// A checkout has `from-sources.js` beside this file; a package, which leaves it out, has what is built.
import { existsSync } from 'node:fs';

const sources = new URL('from-sources.js', import.meta.url);
await import(existsSync(sources) ? sources.href : '../dist/bin.js');
