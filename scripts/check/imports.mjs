import { parseSync, Visitor } from 'vite';

/** The kinds of syntax that name another file, in https://github.com/estree/estree and its TypeScript form. */
const statements = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

/**
 * Everything that a file imports, types too: `import`, `export from`, `import()` and `import('./x').Type`.
 * @param {string} name tells the language by its ending
 * @param {string} code
 * @returns {{ specifier: string, line: number }[]}
 */
export function importsOf(name, code) {
  const { program, errors } = parseSync(name, code);
  if (errors[0]) throw new Error(`${name}: ${errors[0].message}`);
  /** @type {{ specifier: string, line: number }[]} */
  const found = [];
  const add = (/** @type {unknown} */ node) => {
    if (!isText(node)) return;
    found.push({ specifier: node.value, line: code.slice(0, node.start).split('\n').length });
  };
  const sources = statements.map((type) => [
    type,
    (/** @type {{ source: unknown }} */ node) => add(node.source),
  ]);
  new Visitor(Object.fromEntries(sources)).visit(program);
  return found;
}

/**
 * @param {unknown} node
 * @returns {node is { value: string, start: number }}
 */
function isText(node) {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}
