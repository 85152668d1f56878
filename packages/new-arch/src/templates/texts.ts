import type { Home } from '../manifests';

/** The suite in a test runner: one test a law. */
export const SPEC = `import { KERNELS } from '@faultline/contracts';
import { conformance } from '@faultline/conformance';
import { describe, it } from 'vitest';
import { architecture } from './index';

for (const kernel of KERNELS) conformance(architecture({ kernel }), { describe, it });
`;

/** The scenario that comes along; the same as examples/fork-cow.yaml of the repository. */
export const SCENARIO = `name: fork-cow
about: a page is written, shared by fork, copied by the child, and then left to the parent alone
steps:
  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}
  - write: {proc: A, at: m+0, value: 17}
  - read: {proc: A, at: m+1}
  - fork: {proc: A, child: B}
  - read: {proc: B, at: m+0}
  - write: {proc: B, at: m+0, value: 34}
  - write: {proc: A, at: m+0, value: 51}
  - write: {proc: B, at: m+1, value: 68}
  - exit: {proc: B}
  - mprotect: {proc: A, at: m+0, pages: 4, prot: r}
  - mprotect: {proc: A, at: m+0, pages: 4, prot: rw}
  - write: {proc: A, at: m+0, value: 85}
  - munmap: {proc: A, at: m+0, pages: 4}
`;

const COMMANDS: Readonly<Record<Home, (name: string) => string>> = {
  workspace: (name) => `npx nx build @faultline/arch-${name}
npx faultline conformance packages/arch-${name}    # what is left: members, broken laws, laws that wait
npx faultline compare examples/fork-cow.yaml --arch-module packages/arch-${name} --arch x86-64,${name}`,
  standalone: (name) => `npm install
npm run build
npx faultline conformance .                        # what is left: members, broken laws, laws that wait
npx faultline compare fork-cow.yaml --arch-module . --arch x86-64,${name}`,
};

export const readmeOf = (name: string, home: Home): string => `# ${name}

The ${name} architecture for [Faultline](https://github.com/faultline-model/faultline).

\`\`\`
${COMMANDS[home](name)}
\`\`\`

Fill the files in this order: \`geometry\`, \`codec\`, \`prot\`, \`swap\`, \`walk\`, \`faults\`, \`live\`, \`gather\`, \`caps\`. Each member that is a stub says what it is for;
\`docs/adding-an-architecture.md\` of Faultline says more. \`mmu/index.ts\` and \`module.ts\` work as they are.
`;
