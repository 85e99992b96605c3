import { comparableWords } from './wordErrorRate.ts';

/**
 * What Whisper models write over silence and music, learnt from subtitles of videos: thanks, subscriptions, credits.
 * Collected from users' reports (thewh1teagle/vibe 622, 1383). Only ever a flag: people do say these things.
 */
const outroPhrases = [
  'thanks for watching',
  'thank you for watching',
  'thank you so much for watching',
  'please subscribe',
  'please subscribe to my channel',
  'like and subscribe',
  'see you in the next video',
  'transcription by castingwords',
  'subtitles by the amara org community',
  'untertitel der amara org community',
  'untertitel im auftrag des zdf für funk 2017',
  'untertitelung des zdf 2020',
  'vielen dank fürs zuschauen',
  'danke fürs zuschauen',
  "sous titres réalisés par la communauté d'amara org",
  "merci d'avoir regardé cette vidéo",
  'sous titrage société radio canada',
  'subtítulos realizados por la comunidad de amara org',
  'gracias por ver el video',
  'suscríbete al canal',
  'legendas pela comunidade amara org',
  'obrigado por assistir',
  'sottotitoli creati dalla comunità amara org',
  'grazie per la visione',
  'ondertiteld door de amara org gemeenschap',
  'napisy stworzone przez społeczność amara org',
  'dziękuję za uwagę',
  'субтитры сделал dimatorzok',
  'продолжение следует',
  'спасибо за просмотр',
  'altyazı m k',
  'izlediğiniz için teşekkür ederim',
  'ご視聴ありがとうございました',
  'チャンネル登録をお願いいたします',
  '谢谢观看',
  '请不吝点赞 订阅 转发 打赏支持明镜与点点栏目',
  '시청해주셔서 감사합니다',
].map(spoken);

/** Whether a sentence is nothing but one of the phrases that recognisers are known to make up. */
export function isOutroPhrase(text: string): boolean {
  return outroPhrases.includes(spoken(text));
}

function spoken(text: string): string {
  return comparableWords(text.replaceAll('.', ' ').replaceAll('-', ' ')).join(' ');
}
