import { createStore, type StoreApi } from 'zustand/vanilla';

export interface PlayerState {
  isPlaying: boolean;
  rate: number;
  /** Seconds; null until the media says. */
  duration: number | null;
  hasFailed: boolean;
  isReady: boolean;
}

/** Plays one recording. The time is not in the state: it is read where it is needed, as often as it is needed. */
export interface Player {
  readonly media: HTMLVideoElement;
  readonly state: StoreApi<PlayerState>;
  toggle(): void;
  play(): void;
  /** Goes to a second of the recording, within its limits. */
  seek(seconds: number): void;
  setRate(rate: number): void;
  /** Tries to load the media again, e.g. once a playback copy has been made. */
  reload(): void;
  /** Stops and lets go of the media. */
  close(): void;
}

/** Slower and faster than these, speech is noise. */
export const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** A player for the media at `url`. A video element plays sound too, so there is one kind. */
export function createPlayer(url: string): Player {
  const media = document.createElement('video');
  media.preload = 'metadata';
  media.playsInline = true;
  media.src = url;
  const state = createStore<PlayerState>(() => ({
    isPlaying: false,
    rate: 1,
    duration: null,
    hasFailed: false,
    isReady: false,
  }));
  const lifetime = new AbortController();
  const on = (name: keyof HTMLMediaElementEventMap, change: () => Partial<PlayerState>) =>
    media.addEventListener(name, () => state.setState(change()), { signal: lifetime.signal });
  on('play', () => ({ isPlaying: true }));
  on('pause', () => ({ isPlaying: false }));
  on('ended', () => ({ isPlaying: false }));
  on('ratechange', () => ({ rate: media.playbackRate }));
  on('error', () => ({ hasFailed: true, isReady: false, isPlaying: false }));
  on('loadedmetadata', () => ({
    isReady: true,
    hasFailed: false,
    duration: Number.isFinite(media.duration) ? media.duration : null,
  }));

  const play = () => {
    // Why it does not play is told by the error event; an interrupted start is no failure.
    media.play().catch(() => {});
  };
  return {
    media,
    state,
    play,
    toggle: () => (media.paused ? play() : media.pause()),
    seek(seconds) {
      media.currentTime = Math.max(0, Math.min(seconds, state.getState().duration ?? seconds));
    },
    setRate(rate) {
      media.preservesPitch = true;
      media.playbackRate = rate;
    },
    reload() {
      state.setState({ hasFailed: false });
      media.load();
    },
    close() {
      lifetime.abort();
      media.pause();
      media.removeAttribute('src');
      media.load();
    },
  };
}
