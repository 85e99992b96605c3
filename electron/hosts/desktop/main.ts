import { createCore } from '../../core/core.ts';
import { runApplication } from './application.ts';

// Not awaited: Electron becomes ready only after this module has been evaluated, and the application waits for that.
void runApplication((host, signal, onCarryOver) =>
  createCore(host, { databaseUrl: process.env.DATABASE_URL, signal, onCarryOver }),
);
