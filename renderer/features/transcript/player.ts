import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stretch } from '../../../shared/transcript/wordTimes.ts';
import { followTime } from './followTime.ts';

export interface PlayerState {
  isPlaying: boolean;
  rate: number;
  /** Seconds; null until the media says. */
  duration: number | null;
  hasFailed: boolean;
  isReady: boolean;
  /** What is played alone, once or again and again; null for everything. */
  passage: (Stretch & { isRepeated: boolean }) | null;
}

/** Plays one recording. The time is not in the state: it is read where it is needed, as often as it is needed. */
export interface Player {
  readonly media: HTMLVideoElement;
  readonly state: StoreApi<PlayerState>;
  toggle(): void;
  play(): void;
  pause(): void;
  /** Plays a stretch and stops at its end, or begins again there. */
  playPassage(stretch: Stretch, isRepeated: boolean): void;
  /** Goes on over the end of the passage. */
  leavePassage(): void;
  /** Goes to a second of the recording, within its limits; outside of the passage it leaves that. */
  seek(seconds: number): void;
  setRate(rate: number): void;
  /** Takes the next slower or faster of `rates`. */
  stepRate(direction: 1 | -1): void;
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
  media.preservesPitch = true;
  media.src = url;
  const state = createStore<PlayerState>(() => ({
    isPlaying: false,
    rate: 1,
    duration: null,
    hasFailed: false,
    isReady: false,
    passage: null,
  }));
  const lifetime = new AbortController();
  const on = (name: keyof HTMLMediaElementEventMap, change: () => Partial<PlayerState>) =>
    media.addEventListener(name, () => state.setState(change()), { signal: lifetime.signal });
  on('play', () => ({ isPlaying: true }));
  on('pause', () => ({ isPlaying: false }));
  on('ended', () => ({ isPlaying: false }));
  on('ratechange', () => ({ rate: media.playbackRate }));
  on('error', () => {
    // A media element that fails goes on saying that it plays.
    media.pause();
    return { hasFailed: true, isReady: false, isPlaying: false };
  });
  on('loadedmetadata', () => ({
    isReady: true,
    hasFailed: false,
    duration: Number.isFinite(media.duration) ? media.duration : null,
  }));

  const play = () => {
    // Why it does not play is told by the error event; an interrupted start is no failure.
    media.play().catch(() => {});
  };
  const go = (seconds: number) => {
    media.currentTime = Math.max(0, Math.min(seconds, state.getState().duration ?? seconds));
  };
  const stepRate = (direction: 1 | -1) => {
    const next = direction === 1 ? rates.find((each) => each > media.playbackRate) : undefined;
    const before = direction === -1 ? rates.findLast((each) => each < media.playbackRate) : undefined;
    media.playbackRate = next ?? before ?? media.playbackRate;
  };
  const player: Player = {
    media,
    state,
    play,
    pause: () => media.pause(),
    toggle: () => (media.paused ? play() : media.pause()),
    playPassage({ start, end }, isRepeated) {
      state.setState({ passage: { start, end, isRepeated } });
      if (media.currentTime < start || media.currentTime >= end || !isRepeated) go(start);
      play();
    },
    leavePassage: () => state.setState({ passage: null }),
    seek(seconds) {
      const { passage } = state.getState();
      if (passage && (seconds < passage.start || seconds >= passage.end)) state.setState({ passage: null });
      go(seconds);
    },
    setRate(rate) {
      media.playbackRate = rate;
    },
    stepRate,
    reload() {
      state.setState({ hasFailed: false });
      media.load();
    },
    close() {
      lifetime.abort();
      stopFollowing();
      media.pause();
      media.removeAttribute('src');
      media.load();
    },
  };
  const stopFollowing = followTime(player, (second) => {
    const { passage } = state.getState();
    if (!passage || media.paused || second < passage.end) return;
    if (passage.isRepeated) return go(passage.start);
    media.pause();
    state.setState({ passage: null });
  });
  return player;
}
