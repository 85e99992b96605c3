import { oc } from '@orpc/contract';
import { z } from 'zod';
import { failureSchema } from '../errors.ts';

/** Where every procedure starts: each may end in one typed failure. */
export const procedure = oc.errors({ FAILURE: { data: failureSchema } });

export const idSchema = z.uuid();
/** A point or span of time in seconds from the start of the recording. */
export const secondsSchema = z.number().nonnegative();
/** A moment of the calendar, as it is sent: ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();
