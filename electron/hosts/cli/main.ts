import { exitCodes } from './exitCodes.ts';
import { listenForInterruption } from './interruption.ts';
import { runProgram } from './program.ts';
import { createTerminal } from './terminal.ts';

const interruption = listenForInterruption(process);
const terminal = createTerminal(process, () => interruption.stop(exitCodes.done));
const exitCode = await runProgram(process.argv.slice(2), terminal, interruption);
await terminal.out('');
process.exit(exitCode);
