import { availableParallelism, totalmem } from 'node:os';
import type { Computer } from './recommend.ts';

/** This computer, as the recommendation sees it. Apple's processors come with a GPU that whisper.cpp uses; elsewhere none is assumed. */
export function thisComputer(): Computer {
  const limit = process.constrainedMemory();
  return {
    cores: availableParallelism(),
    memory: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    hasGpu: process.platform === 'darwin' && process.arch === 'arm64',
  };
}
