import { consumer } from './consumer.mjs';
import { contributor } from './contributor.mjs';
import { debuggerAuthor } from './debugger-author.mjs';
import { porter } from './porter.mjs';
import { reporter } from './reporter.mjs';
import { reviewer } from './reviewer.mjs';
import { visitor } from './visitor.mjs';

/** Seven kinds of user. `user` is what the README calls them: "If you …". */
export const USERS = [
  { name: 'visitor', user: 'look for the first time', check: visitor },
  { name: 'reviewer', user: 'review a patch of the kernel', check: reviewer },
  { name: 'reporter', user: "have a kernel's report on the screen", check: reporter },
  { name: 'consumer', user: 'want the model as a library', check: consumer },
  { name: 'debugger', user: 'write a debugger', check: debuggerAuthor },
  { name: 'porter', user: 'port an architecture', check: porter },
  { name: 'contributor', user: 'change Faultline itself', check: contributor },
];
