/** A language of the measured library: its most frequent words, then made-up ones with the same frequencies as in speech. */
interface Language {
  readonly code: string;
  /** Of all recordings. */
  readonly share: number;
  readonly words: readonly string[];
  readonly between: string;
}

/** Distinct words of a language; people use about so many in ten thousand recordings. */
const vocabularySize = 60_000;
const characterCount = 3_000;

const heads = {
  en: 'the be to of and a in that have it for not on with he as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could them see other than then now look only come its over think also back after use two how our work first well way even new want because any these give day most us budget meeting parliament government committee minister climate energy question answer number house water school children hospital price market money university research history language recording interview journalist evening morning',
  de: 'die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird sein einen welche sind oder zur um haben einer mir über ihm diese einem ihr uns da zum kann doch vor dieser mich ihn du hatte seine mehr am denn nun unter sehr selbst schon hier bis habe ihre dann ihnen seiner alle wieder meine Zeit gegen vom ganz einzelnen wo muss ohne eines können sei Haushalt Ausschuss Regierung Minister Frage Antwort Straße Universität Forschung Geschichte Sprache Gespräch Morgen',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres canción reunión presupuesto pregunta respuesta escuela niños mercado universidad historia lengua mañana',
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec ou son aux ont mais comme cette être deux fait elle nous tout on leur ses bien même peut sans ans si après entre encore aussi autres dont sa moins très déjà trois été alors années état lui fois était contre monde temps non ici où rien depuis sous pendant homme femme budget réunion gouvernement ministre question réponse école enfants marché université recherche histoire langue matin',
  zh: '的 一 是 不 了 人 我 在 有 他 这 中 大 来 上 国 个 到 说 们 为 子 和 你 地 出 道 也 时 年 得 就 那 要 下 以 生 会 自 着 去 之 过 家 学 对 可 她 里 后 小 么 心 多 天 而 能 好 都 然 没 日 于 起 还 发 成 事 只 作 当 想 看 文 无 开 手 十 用 主 行 方 又 如 前 所 本 见 经 头 面 公 同 三 已 老 从 动 两 长 知 我们 他们 中国 北京 上海 政府 经济 会议 预算 问题 大学 历史 语言 时间 今天 现在 什么 因为 所以 可以 没有 研究 市场 学校 孩子',
  ja: 'の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において ば なかっ なく しかし について せ だっ です ます ました でした 東京 日本 大阪 京都 政府 予算 会議 委員会 問題 質問 大学 歴史 言語 時間 今日 明日 学校 子供 市場 研究 経済 お願い',
} as const;

const shares = { en: 0.5, de: 0.15, es: 0.1, fr: 0.1, zh: 0.08, ja: 0.07 } as const;
const syllables =
  'ba be bi bo ca ce co da de di do fa fe fi ga ge go ha he hi ka ke la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi wa we za ing ter ment ion ver sch str pre con per ant est oun ell ard'.split(
    ' ',
  );

export const languages: readonly Language[] = Object.entries(heads).map(([code, head]) => {
  const isUnspaced = code === 'zh' || code === 'ja';
  const words: string[] = head.split(' ');
  const known = new Set(words);
  const next = createRandom(code.length * 7919 + (code.codePointAt(0) ?? 0));
  for (const size = isUnspaced ? characterCount : vocabularySize; words.length < size; ) {
    const word = isUnspaced
      ? String.fromCodePoint(0x4e00 + Math.floor(next() * 6_000))
      : Array.from(
          { length: 2 + Math.floor(next() * 3) },
          () => syllables[Math.floor(next() * syllables.length)],
        ).join('');
    if (known.has(word)) continue;
    known.add(word);
    words.push(word);
  }
  return {
    code,
    share: shares[code as keyof typeof shares],
    words,
    between: isUnspaced ? '' : ' ',
  };
});

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function languageFor(random: () => number): Language {
  let left = random();
  for (const language of languages) {
    left -= language.share;
    if (left < 0) return language;
  }
  return languages[0] as Language;
}

/** A word by Zipf's law: the n-th most frequent one is used 1/n times as often as the first. */
export function wordOf({ words }: Language, random: () => number): string {
  return words[Math.floor(Math.exp(random() * Math.log(words.length + 1)) - 1)] ?? words[0] ?? '';
}

/** What somebody says in one breath, as its words. */
export function breathOf(language: Language, random: () => number): string[] {
  return Array.from({ length: 5 + Math.floor(random() * 18) }, () => wordOf(language, random));
}
