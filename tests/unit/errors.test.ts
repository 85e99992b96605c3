import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { asFailureError, received } from '../../shared/contract/failures.ts';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import {
  errorCodes,
  errorKinds,
  failureSchema,
  reasonOf,
  TraxError,
  toFailure,
} from '../../shared/errors.ts';
import { quoted } from '../../shared/sentences.ts';

describe('an error that is expected', () => {
  it('fills its sentence with its details', () => {
    expect(new TraxError('FILE_NOT_FOUND', { path: '/a.mp3' }).message).toBe('There is no file at /a.mp3.');
  });

  it.each(errorCodes)('%s says what happened and what to do, each in whole sentences', (code) => {
    expect(errorKinds[code].sentence).toMatch(/^[A-Z{f].*\.$/);
    expect(errorKinds[code].next).toMatch(/^[A-Z].*\.$/);
  });

  it('is given a reason that can be said in every language, or the words of others; what we write does not compile', () => {
    const status: number = 3;
    const refused = [
      // @ts-expect-error a sentence of ours is said
      new TraxError('ENGINE_CRASHED', { reason: 'it broke off' }),
      // @ts-expect-error also one with gaps
      new TraxError('ENGINE_CRASHED', { reason: `exit status ${status}` }),
      // @ts-expect-error and is no quotation
      new TraxError('ENGINE_CRASHED', { reason: quoted('it broke off') }),
      // @ts-expect-error with gaps neither
      new TraxError('ENGINE_CRASHED', { reason: quoted(`exit status ${status}`) }),
      // @ts-expect-error what is not there is named in every language
      new TraxError('NOT_FOUND', { what: 'recording', id: '1' }),
    ];
    expect(refused.map(({ code }) => code)).not.toContain('UNEXPECTED');
    const said = new TraxError('ENGINE_CRASHED', { reason: endOfProcess(status, null) });
    expect(said.message).toContain('(exit status 3)');
    const theirs: string = 'bad magic';
    expect(new TraxError('ENGINE_CRASHED', { reason: quoted(theirs) }).message).toContain('(bad magic)');
    expect(reasonOf(said)).toEqual(endOfProcess(status, null));
    expect(reasonOf(new Error(theirs))).toBe(theirs);
  });

  it('crosses a wire and comes back the same', () => {
    const reason = endOfProcess(1, null);
    const sent = asFailureError(new TraxError('COMMAND_FAILED', { command: 'x', reason }));
    const wire = ORPCError.prototype.toJSON.call(sent);
    const back = received(new ORPCError(wire.code, { ...wire, data: JSON.parse(JSON.stringify(wire.data)) }));
    expect(back).toBeInstanceOf(TraxError);
    expect(back).toMatchObject({ code: 'COMMAND_FAILED', details: { command: 'x', reason } });
  });
});

describe('an error that nobody expected', () => {
  it('keeps its trace, with its causes, for the developers', () => {
    const failure = toFailure(new Error('outer', { cause: new Error('inner') }));
    expect(failureSchema.parse(failure)).toMatchObject({ code: 'UNEXPECTED' });
    expect(failure.trace).toMatch(/outer[\s\S]*caused by[\s\S]*inner/);
  });

  it('is told from being stopped', () => {
    expect(toFailure(new DOMException('stop', 'AbortError')).code).toBe('CANCELLED');
  });
});
