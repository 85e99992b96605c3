import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderDocument, writeWhole } from '../../electron/core/exports/render.ts';
import { printPage } from '../../electron/hosts/printPage.ts';
import { documentOf, segment } from '../support/documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-render-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const fonts = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const tools = { printPage, fonts, sound: async () => 'data:audio/mp4;base64,AAAA' };
const failure = (code: string) => expect.objectContaining({ code });

describe('an export', () => {
  it('takes the defaults for options that are left out', async () => {
    const document = documentOf([segment(0, 1, 'Hello.', { speaker: 'Anna' })]);
    expect(await renderDocument(document, 'txt', {}, tools)).toBe('Anna: Hello.\n');
    expect(await renderDocument(document, 'txt', { speakers: false }, tools)).toBe('Hello.\n');
  });

  it('replaces a file as a whole and leaves nothing beside it, whatever its name', async () => {
    const path = join(folder, "-Äpfel 🎙️ 'x'.srt");
    await writeWhole(path, 'one');
    await writeWhole(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('writes to the file that a link means', async () => {
    await writeFile(join(folder, 'real.txt'), 'one');
    await symlink(join(folder, 'real.txt'), join(folder, 'link.txt'));
    await writeWhole(join(folder, 'link.txt'), 'two');
    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toBe('two');
  });

  it('says what is in the way: no such folder, a folder of that name', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeWhole(join(folder, 'none', 'x.srt'), 'x')).rejects.toEqual(failure('FILE_NOT_FOUND'));
    await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toEqual(failure('INVALID_INPUT'));
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder may not be written (not as root)', async () => {
    await chmod(folder, 0o500);
    await expect(writeWhole(join(folder, 'x.srt'), 'x')).rejects.toEqual(failure('FOLDER_NOT_WRITABLE'));
    await chmod(folder, 0o700);
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    'keeps the former file when the disk is full (needs root on Linux)',
    async ({ skip }) => {
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
      } catch {
        skip('no tiny file system can be mounted here');
      }
      try {
        const path = join(folder, 'x.srt');
        await writeWhole(path, 'former');
        await expect(writeWhole(path, randomBytes(100_000).toString('hex'))).rejects.toEqual(
          failure('DISK_FULL'),
        );
        expect(await readFile(path, 'utf8')).toBe('former');
        expect(await readdir(folder)).toEqual(['x.srt']);
      } finally {
        execFileSync('umount', ['-l', folder]);
      }
    },
  );
});
