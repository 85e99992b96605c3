import type { Check } from '../../../shared/contract/system.ts';
import { inEnglish, type Text } from '../../../shared/sentences.ts';
import { fileName } from '../../format.ts';

/** What the report says of the program itself. */
interface About {
  readonly version: string;
  readonly host: string;
  readonly platform: string;
}

/**
 * The diagnostics as plain text in English, for a report that anybody may read: of paths only the last part, of addresses
 * nothing, since both name people and what they work on.
 */
export function reportOf(about: About, checks: readonly Check[]): string {
  const lines = checks.map(({ name, state, found, advice }) => {
    const todo = advice ? ` (${openly(advice)})` : '';
    return `[${state}] ${openly(name)}: ${openly(found)}${todo}`;
  });
  return [`Trax ${about.version}, ${about.host}, ${about.platform}`, ...lines].join('\n');
}

function openly(text: Text): string {
  if (typeof text === 'string') return isPath(text) ? fileName(text) : withoutPaths(text);
  const filling = Object.entries(text.with).map(([key, value]): [string, string | number] => {
    if (key === 'url') return [key, '…'];
    return [key, typeof value === 'number' ? value : openly(value)];
  });
  return inEnglish({ ...text, with: Object.fromEntries(filling) });
}

function isPath(text: string): boolean {
  return /^(\/|[A-Za-z]:\\|\\\\)/.test(text);
}

/** What a program said, without the paths and addresses in it: each goes on to the end of the line, for it may hold spaces. */
function withoutPaths(text: string): string {
  return text.replace(/(\w+:\/\/|[A-Za-z]:\\|\\\\|\/)\S.*/g, '…');
}
