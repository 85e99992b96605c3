import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, isExecutable } from '../../electron/core/tools/places.mjs';

/**
 * The cmake to build with, where there is a C++ compiler for it too; else null.
 * @returns {string | null}
 */
export function findBuildTools() {
  const cmake = findOnPath('cmake') ?? cmakeOfWindows();
  return cmake && hasCompiler() ? cmake : null;
}

function cmakeOfWindows() {
  const path = join(process.env.ProgramFiles ?? 'C:\\Program Files', 'CMake', 'bin', 'cmake.exe');
  return isExecutable(path) ? path : null;
}

function hasCompiler() {
  if (process.platform === 'win32') return hasVisualCpp();
  // On a Mac `c++` is always there, and without the developer tools it opens a dialog.
  if (process.platform === 'darwin') {
    return ['/Library/Developer/CommandLineTools', '/Applications/Xcode.app'].some((folder) =>
      existsSync(folder),
    );
  }
  return Boolean(findOnPath('c++', 'g++', 'clang++') && findOnPath('make', 'ninja'));
}

/** Asked of Visual Studio's own locator: its compiler is never on `PATH`. */
function hasVisualCpp() {
  const installer = join(
    process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)',
    'Microsoft Visual Studio',
    'Installer',
  );
  const asked = [
    '-products',
    '*',
    '-requires',
    'Microsoft.VisualStudio.Component.VC.Tools.x86.x64',
    '-property',
    'installationPath',
  ];
  const { stdout } = spawnSync(join(installer, 'vswhere.exe'), asked, { encoding: 'utf8' });
  return Boolean(stdout?.trim());
}
