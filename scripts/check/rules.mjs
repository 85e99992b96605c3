import { posix } from 'node:path';

/**
 * The parts of the tree, the narrowest first, and which other parts each may import. A part may always import itself.
 * @type {readonly { part: string, may: readonly string[], packages?: RegExp }[]}
 */
const parts = [
  { part: 'shared', may: [], packages: /^(zod|@orpc\/contract|@orpc\/shared|@orpc\/client)(\/|$)/ },
  {
    part: 'renderer',
    may: ['shared'],
    packages: /^(?!node:|electron(\/|$)|pg(\/|$)|@mikro-orm\/|@orpc\/server)/,
  },
  { part: 'electron/core/tools/*.mjs', may: [], packages: /^node:/ },
  { part: 'electron/core', may: ['shared', 'migrations', 'electron/core/tools/*.mjs'] },
  { part: 'electron/workers', may: ['shared'] },
  {
    part: 'electron/hosts/desktop',
    may: ['shared', 'electron/core', 'electron/core/tools/*.mjs', 'electron/hosts'],
    packages: /./,
  },
  {
    part: 'electron/hosts/web',
    may: ['shared', 'electron/core', 'electron/core/tools/*.mjs', 'electron/hosts'],
  },
  {
    part: 'electron/hosts/cli',
    may: ['shared', 'electron/core', 'electron/core/tools/*.mjs', 'electron/hosts', 'electron/hosts/web'],
  },
  { part: 'electron/hosts', may: ['shared', 'electron/core', 'electron/core/tools/*.mjs'] },
  { part: 'migrations', may: ['shared'] },
  // The bench calls what it measures.
  {
    part: 'scripts/bench',
    may: [
      'scripts',
      'shared',
      'electron/core',
      'electron/core/tools/*.mjs',
      'electron/hosts',
      'electron/hosts/web',
    ],
  },
  { part: 'scripts', may: ['electron/core/tools/*.mjs', 'scripts/bench'] },
  { part: 'bin', may: ['electron/core/tools/*.mjs', 'scripts', 'electron/hosts/cli'] },
];

/** Only the desktop host may; its tests drive a stand-in. */
const anyButElectron = /^(?!electron(\/|$))/;

/**
 * Why a file may not import something, or null when it may.
 * @param {string} file from the root of the checkout, with `/`
 * @param {string} specifier as it is written
 * @returns {string | null}
 */
export function objectionTo(file, specifier) {
  const from = partOf(file);
  if (!from) return null;
  if (!specifier.startsWith('.')) {
    return (from.packages ?? anyButElectron).test(specifier)
      ? null
      : `${from.part} does without this package`;
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (target === 'package.json') return null;
  const to = partOf(target);
  if (to === from || (to && from.may.includes(to.part))) return null;
  return `${from.part} may import ${from.may.join(', ') || 'nothing'}, not ${to?.part ?? target}`;
}

/** `folder/*.mjs` is the files of that ending in it, anything else a folder with all that is in it. */
function partOf(/** @type {string} */ path) {
  return parts.find(({ part }) => {
    const [folder, ending] = part.split('*');
    return ending ? path.startsWith(folder ?? '') && path.endsWith(ending) : path.startsWith(`${part}/`);
  });
}
