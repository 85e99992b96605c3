import type { Command } from 'commander';
import type { Run } from '../command.ts';
import { addBatchAdd } from './add.ts';
import { addAfterThis } from './afterThis.ts';
import { addBatchList, addBatchShow } from './look.ts';
import { addBatchSteering } from './steer.ts';
import { addBatchWatch } from './watch.ts';

/** `trax batch`: many recordings at once. */
export function addBatch(program: Command, run: Run): void {
  const batch = program.command('batch').description('many recordings at once: add, watch and steer them');
  for (const add of [addBatchAdd, addBatchList, addBatchShow, addBatchSteering, addAfterThis, addBatchWatch])
    add(batch, run);
}
