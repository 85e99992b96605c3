import { join } from 'node:path';
import { executable, findPackage, isExecutable } from './places.mjs';

/** The oldest Node that runs Trax's sources as they are: TypeScript with types stripped. */
export const oldestNode = 24;

/**
 * The Node that runs Trax from source: the one of the npm package `node`, else the one that runs this if it is new enough,
 * else null.
 * @returns {string | null}
 */
export function findNode() {
  const inPackage = findPackage('node');
  const own = inPackage && join(inPackage, 'bin', executable('node'));
  if (own && isExecutable(own)) return own;
  return Number.parseInt(process.versions.node, 10) >= oldestNode ? process.execPath : null;
}
