import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { asFailureError, received } from '../../shared/contract/failures.ts';
import { errorCodes, errorKinds, failureSchema, TraxError, toFailure } from '../../shared/errors.ts';

describe('an error that is expected', () => {
  it('fills its sentence with its details', () => {
    expect(new TraxError('FILE_NOT_FOUND', { path: '/a.mp3' }).message).toBe('There is no file at /a.mp3.');
  });

  it.each(errorCodes)('%s says what happened and what to do, each in whole sentences', (code) => {
    expect(errorKinds[code].sentence).toMatch(/^[A-Z{f].*\.$/);
    expect(errorKinds[code].next).toMatch(/^[A-Z].*\.$/);
  });

  it('crosses a wire and comes back the same', () => {
    const sent = asFailureError(new TraxError('DISK_FULL', { path: '/data' }));
    const wire = ORPCError.prototype.toJSON.call(sent);
    const back = received(new ORPCError(wire.code, { ...wire, data: JSON.parse(JSON.stringify(wire.data)) }));
    expect(back).toBeInstanceOf(TraxError);
    expect(back).toMatchObject({ code: 'DISK_FULL', details: { path: '/data' } });
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
