import { errorKinds, type Failure, nextStepOf, sentenceOf } from '../../../shared/errors.ts';

/** A failure in two lines for people: what happened, and what to do next. */
export function failureText(failure: Failure, about?: string): string {
  const before = about === undefined ? '' : `${about}: `;
  return `${before}${sentenceOf(failure)}\n  ${nextStepOf(failure)}`;
}

/** A failure for programs. */
export function failureJson(failure: Failure) {
  return {
    code: failure.code,
    message: sentenceOf(failure),
    next: nextStepOf(failure),
    passing: errorKinds[failure.code].passing,
    details: failure.details,
  };
}
