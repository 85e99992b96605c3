import { rm } from 'node:fs/promises';
import { type DeliveryKind, deliver } from '../../computers/deliveries.ts';
import type { Work } from '../runner.ts';

/** Sends what was made of another computer's recording back to it, and keeps nothing here. */
export async function sendBack(work: Work, kind: DeliveryKind, path: string): Promise<void> {
  await deliver(work.commit, work.claim.recordingId, kind, path);
  await rm(path, { force: true });
}
