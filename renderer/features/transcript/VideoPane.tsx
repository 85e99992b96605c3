import { Captions, PanelRight, PanelTop, PictureInPicture2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Player } from './player.ts';
import type { Picture } from './usePicture.ts';
import { useSubtitle } from './useSubtitle.ts';

interface VideoPaneProps {
  player: Player;
  segments: readonly Segment[];
  picture: Picture;
}

/** The picture, with the transcript as its subtitles; beside the text, above it, or in a window of its own. */
export function VideoPane({ player, segments, picture }: VideoPaneProps) {
  const { t } = useTranslation();
  const pane = useRef<HTMLDivElement>(null);
  const { place, hasSubtitles, change } = picture;
  const subtitle = useSubtitle(player, segments, hasSubtitles);
  useEffect(() => {
    // It keeps playing: it leaves one place and comes to the other within one moment.
    player.media.className = 'absolute inset-0 size-full object-contain';
    pane.current?.prepend(player.media);
    return () => player.media.remove();
  }, [player]);
  const isAbove = place === 'above';
  return (
    <section
      aria-label={t('picture.title')}
      className={classes(
        'group relative shrink-0',
        isAbove ? 'h-[38vh] px-6 pt-3' : 'aspect-video px-4 pt-4',
      )}
    >
      <div ref={pane} className="relative size-full overflow-hidden rounded-lg bg-[#000]">
        {subtitle !== '' && (
          <p
            dir="auto"
            className={classes(
              'pointer-events-none absolute inset-x-2 bottom-2 mx-auto w-fit whitespace-pre-line rounded bg-[rgb(0_0_0/0.78)] px-2 py-0.5 text-center text-[#fff]',
              isAbove ? 'text-read' : 'text-sm',
            )}
          >
            {subtitle}
          </p>
        )}
        <div className="absolute top-1.5 right-1.5 flex rounded-lg bg-raised opacity-0 shadow-float focus-within:opacity-100 group-hover:opacity-100">
          <IconButton
            icon={Captions}
            size="small"
            label={t('picture.subtitles')}
            aria-pressed={hasSubtitles}
            onClick={() => change({ hasSubtitles: !hasSubtitles })}
            className="aria-pressed:text-accent-text"
          />
          <IconButton
            icon={isAbove ? PanelRight : PanelTop}
            size="small"
            label={isAbove ? t('picture.beside') : t('picture.above')}
            onClick={() => change({ place: isAbove ? 'beside' : 'above' })}
          />
          {document.pictureInPictureEnabled && (
            <IconButton
              icon={PictureInPicture2}
              size="small"
              label={t('picture.window')}
              // A browser that refuses leaves the picture where it is.
              onClick={() => void player.media.requestPictureInPicture().catch(() => {})}
            />
          )}
        </div>
      </div>
    </section>
  );
}
