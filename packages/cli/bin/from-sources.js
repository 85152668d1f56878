// In a checkout: the command as its sources are now. No package holds this file.
import { pathToFileURL } from 'node:url';
import { commandFromSources } from '../../../tools/build/command/cached.mjs';

const file = await commandFromSources();
if (file === undefined) process.exitCode = 2;
else await import(pathToFileURL(file).href);
