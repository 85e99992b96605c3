/** How exported pages look, on the screen in both themes and on paper (A4 or Letter, whichever the printer has). */
export const pageStyle = `
:root{color-scheme:light dark;--ink:light-dark(#1c1d1e,#eceae6);--soft:light-dark(#5c5e61,#a9acaf);--page:light-dark(#fff,#1b1c1d);--mark:light-dark(#d9efec,#163f3a)}
body{margin:0 auto;max-width:42rem;padding:3rem 1.5rem 7rem;background:var(--page);color:var(--ink);font:1.0625rem/1.7 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic","Noto Sans Hebrew","Noto Sans CJK SC","Hiragino Sans","Yu Gothic","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{margin:0;font-size:1.6rem;line-height:1.3}
p{margin:0 0 1em}
.facts,time{color:var(--soft);font-variant-numeric:tabular-nums}
.facts{margin:.25rem 0 2rem}
time{font-size:.8em;margin-inline-end:.25em}
span[data-t]{cursor:pointer;border-radius:3px}
span[data-t]:hover,span.now{background:var(--mark)}
audio{position:fixed;inset:auto 0 1rem;margin:auto;width:min(42rem,calc(100% - 3rem));background:var(--page);border-radius:2rem}
@page{margin:2.2cm 2.4cm;@bottom-center{content:counter(page);color:#5c5e61;font:9pt system-ui,sans-serif}}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:11pt;line-height:1.55}audio{display:none}p{orphans:2;widows:2}h1,.facts{break-after:avoid}}
`.trim();

/** What makes a page with sound follow it: the word that is spoken is marked, and a click on a word plays from there. */
export const pagePlayer = `
(() => {
  const audio = document.querySelector('audio');
  const words = [...document.querySelectorAll('span[data-t]')];
  const times = words.map((word) => Number(word.dataset.t));
  let shown = null;
  document.addEventListener('click', ({ target }) => {
    const word = target.closest('span[data-t]');
    if (!word) return;
    audio.currentTime = Number(word.dataset.t);
    audio.play();
  });
  const follow = () => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= audio.currentTime) low = middle + 1;
      else high = middle;
    }
    const word = words[low - 1] ?? null;
    if (word !== shown) {
      shown?.classList.remove('now');
      word?.classList.add('now');
      shown = word;
    }
    if (!audio.paused) requestAnimationFrame(follow);
  };
  audio.addEventListener('play', follow);
  audio.addEventListener('seeked', follow);
})();
`.trim();
