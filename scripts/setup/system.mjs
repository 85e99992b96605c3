import { existsSync, readFileSync } from 'node:fs';
import { findOnPath } from '../../electron/core/tools/places.mjs';
import { run } from './run.mjs';

/** @typedef {import('./tool.mjs').Way} Way */

/** How people install programs, by what `/etc/os-release` calls the system or what it is like. */
const installers = {
  debian: 'sudo apt-get install',
  ubuntu: 'sudo apt-get install',
  fedora: 'sudo dnf install',
  rhel: 'sudo dnf install',
  arch: 'sudo pacman -S',
  suse: 'sudo zypper install',
};

/**
 * The command to tell people.
 * @param {{ linux: string, mac: string, windows: string }} packages what the programs are called to each system's installer
 */
export function installCommand({ linux, mac, windows }) {
  if (process.platform === 'darwin') return `brew install ${mac}`;
  if (process.platform === 'win32') return `winget install ${windows}`;
  const family = Object.entries(installers).find(([name]) => system().includes(name));
  return `${family?.[1] ?? 'sudo apt-get install'} ${linux}`;
}

/** What this Linux calls itself and what it is like, such as `ubuntu debian`. */
function system() {
  if (!existsSync('/etc/os-release')) return '';
  const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^ID(?:_LIKE)?="?(.*?)"?$/gm);
  return [...lines].map((line) => line[1]).join(' ');
}

/**
 * Installing by apt, where that asks nobody: on Debian and its kin, as root, as in a container. Empty elsewhere.
 * @param {string} what
 * @param {...string} packages
 * @returns {Way[]}
 */
export function byApt(what, ...packages) {
  const aptGet = process.getuid?.() === 0 && existsSync('/etc/debian_version') ? findOnPath('apt-get') : null;
  if (!aptGet) return [];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const get = async () => {
    await run(aptGet, ['-q', 'update'], { env });
    await run(aptGet, ['-q', 'install', '-y', '--no-install-recommends', ...packages], { env });
  };
  return [{ what: `Installing ${what} by apt`, get }];
}
