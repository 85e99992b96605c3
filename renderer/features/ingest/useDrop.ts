import { useEffect, useRef, useState } from 'react';

/** Takes files dropped anywhere on the window. Gives whether some are held over it now. */
export function useDrop(onDrop: (drop: DataTransfer) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const lifetime = new AbortController();
    const { signal } = lifetime;
    // Every element that is crossed enters and leaves: count them.
    let depth = 0;
    const enter = (by: number) => {
      depth += by;
      setIsOver(depth > 0);
    };
    const onFiles = (
      name: 'dragenter' | 'dragleave' | 'dragover' | 'drop',
      act: (drop: DataTransfer) => void,
    ) =>
      window.addEventListener(
        name,
        (event) => {
          if (!event.dataTransfer?.types.includes('Files')) return;
          event.preventDefault();
          act(event.dataTransfer);
        },
        { signal },
      );
    onFiles('dragenter', () => enter(1));
    onFiles('dragleave', () => enter(-1));
    onFiles('dragover', (drop) => {
      drop.dropEffect = 'copy';
    });
    onFiles('drop', (drop) => {
      enter(-depth);
      latest.current(drop);
    });
    return () => lifetime.abort();
  }, []);
  return isOver;
}
