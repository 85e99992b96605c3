import { stat } from 'node:fs/promises';
import { implement } from '@orpc/server';
import { app, dialog, type OpenDialogOptions, session, shell } from 'electron';
import { desktopContract } from '../../../shared/contract/desktop.ts';
import { asFailureError } from '../../../shared/contract/failures.ts';
import type { DesktopWords } from '../../../shared/desktopWords.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Commands } from './commands.ts';
import { installMenu } from './menu.ts';
import type { Speech } from './speech.ts';
import { dictionaryFor } from './spelling.ts';
import type { MainWindow } from './window.ts';

type Pick = keyof DesktopWords['pick'];

const picks: Record<Pick, OpenDialogOptions['properties']> = {
  recordings: ['openFile', 'multiSelections'],
  folder: ['openDirectory', 'multiSelections'],
  place: ['openDirectory', 'createDirectory'],
  model: ['openFile'],
};

function pickerOf(kind: Pick, { pick, models, allFiles }: DesktopWords): OpenDialogOptions {
  const filters = [
    { name: models, extensions: ['bin', 'gguf'] },
    { name: allFiles, extensions: ['*'] },
  ];
  return { title: pick[kind], properties: picks[kind], ...(kind === 'model' && { filters }) };
}

export type DesktopRouter = ReturnType<typeof createDesktopRouter>;

/** What only the desktop can do for the page: the system's dialogs, its file manager, its notifications, its menu. */
export function createDesktopRouter(window: MainWindow, commands: Commands, speech: Speech) {
  const desktop = implement(desktopContract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw asFailureError(error);
    }
  });
  return desktop.router({
    pickPaths: desktop.pickPaths.handler(async ({ input }) => {
      const owner = window.current();
      const options = pickerOf(input.kind, speech.language().words);
      const { filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options));
      return filePaths;
    }),
    saveAs: desktop.saveAs.handler(async ({ input }) => {
      const options = { defaultPath: input.fileName };
      const owner = window.current();
      const { canceled, filePath } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? null : filePath;
    }),
    reveal: desktop.reveal.handler(async ({ input: { path } }) => {
      await stat(path).catch((cause) => {
        throw new TraxError('FILE_NOT_FOUND', { path }, { cause });
      });
      shell.showItemInFolder(path);
    }),
    describeMenu: desktop.describeMenu.handler(({ input: { language, shortcuts } }) => {
      speech.speak(language);
      installMenu(commands, window, { language: speech.language(), shortcuts });
    }),
    checkSpelling: desktop.checkSpelling.handler(({ input: { language } }) => {
      // A Mac finds out the language by itself: there is nothing to choose from.
      const { defaultSession } = session;
      const dictionary = dictionaryFor(
        language,
        defaultSession.availableSpellCheckerLanguages,
        app.getLocale(),
      );
      if (dictionary) defaultSession.setSpellCheckerLanguages([dictionary]);
    }),
    commands: desktop.commands.handler(({ signal }) => commands.follow(signal)),
  });
}
