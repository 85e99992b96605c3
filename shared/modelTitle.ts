/** What people call a model that was chosen by its name or by its path: `NAME` of `/models/ggml-NAME.bin`. */
export function modelTitle(nameOrPath: string): string {
  const file = nameOrPath.split(/[\\/]/).at(-1) ?? nameOrPath;
  return /^ggml-(.+)\.bin$/.exec(file)?.[1] ?? file;
}
