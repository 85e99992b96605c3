/** Gives what `load` brings, once for all who ask. What could not be had is tried again when it is asked for again. */
export function onDemand<Code>(load: () => Promise<Code>): () => Promise<Code> {
  let loading: Promise<Code> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
