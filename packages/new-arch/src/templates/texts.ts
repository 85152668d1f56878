import type { Home } from '../manifests';

/** The suite in a test runner: one test a law. */
export const SPEC = `import { KERNELS } from '@faultline/contracts';
import { conformance } from '@faultline/conformance';
import { describe, it } from 'vitest';
import { architecture } from './index';

for (const kernel of KERNELS) conformance(architecture({ kernel }), { describe, it });
`;

const COMMANDS: Readonly<Record<Home, (name: string) => string>> = {
  workspace: (name) => `npx nx build @faultline/arch-${name}
npx faultline conformance packages/arch-${name}    # members left to fill, then laws that are broken
npx faultline compare examples/fork-cow.yaml --arch-module packages/arch-${name} --arch x86-64,${name}`,
  standalone: (name) => `npm install
npm run build
npx faultline conformance .                        # members left to fill, then laws that are broken
npx faultline compare SCENARIO.yaml --arch-module . --arch x86-64,${name}`,
};

export const readmeOf = (name: string, home: Home): string => `# ${name}

The ${name} architecture for [Faultline](https://github.com/faultline-model/faultline).

\`\`\`
${COMMANDS[home](name)}
\`\`\`

Fill the files in this order: \`geometry\`, \`codec\`, \`prot\`, \`swap\`, \`walk\`, \`faults\`, \`live\`, \`gather\`, \`caps\`. Each member that is a stub says what it is for;
\`docs/adding-an-architecture.md\` of Faultline says more. \`mmu/index.ts\` and \`module.ts\` work as they are.
`;
